"""A person whose dossiers were made at the counter gets the account, by the code on the slip."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.claim_code import is_code_of
from portal.accounts.conflicts import as_invalid_input
from portal.accounts.models import AccountClaim, Citizen, User
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput


def claim_at_counter(
    *, identity_number: str, code: str, email: str | None, phone: str | None, password: str
) -> Citizen:
    """Create the account of the citizen with this number, or nothing.

    `identity_number` is twelve digits, `phone` in the domestic form. Raises InvalidInput: with the
    same words (key `code`) whether the number is unknown, has an account, has no code, or the code
    is wrong, too old or used; and where the e-mail or the phone is taken. A wrong try changes
    nothing: how often somebody may try is the page's (portal/accounts/web/claim.py).
    """
    if not email and not phone:
        raise InvalidInput({"email": _("Nhập thư điện tử hoặc số điện thoại để đăng nhập.")})
    try:
        with transaction.atomic():
            citizen, claim = _waiting(identity_number)
            if is_code_of(claim, code):
                assert citizen is not None and claim is not None
                return _give_account(citizen, claim, email, phone, password)
    except IntegrityError as error:
        refusal = as_invalid_input(error)
        if refusal is None:
            raise
        raise refusal from error
    raise InvalidInput({"code": wrong_claim()})


def wrong_claim() -> str:
    """One sentence for everything that can be wrong: nobody learns which numbers we know."""
    return _(
        "Số định danh hoặc mã chưa đúng, hoặc mã không còn hiệu lực. Hãy so lại với phiếu nhận ở "
        "quầy; nếu vẫn không được, hãy mang căn cước công dân đến Bộ phận một cửa để nhận mã mới."
    )


def _waiting(identity_number: str) -> tuple[Citizen | None, AccountClaim | None]:
    """The citizen without an account, locked first as everywhere, and the live code."""
    citizen = (
        Citizen.objects.select_for_update()
        .filter(identity_number=identity_number, user=None)
        .first()
    )
    # Asked also about nobody: the same work for each number.
    claim = AccountClaim.objects.filter(
        citizen_id=citizen.pk if citizen else 0, used_at=None, replaced_at=None
    ).first()
    return citizen, claim if claim and claim.is_live else None


def _give_account(
    citizen: Citizen, claim: AccountClaim, email: str | None, phone: str | None, password: str
) -> Citizen:
    user = User.objects.create_user(
        email=email, phone=phone, full_name=citizen.full_name, password=password
    )
    if user.email:
        EmailAddress.objects.create(user=user, email=user.email, primary=True)
    citizen.user = user
    citizen.email, citizen.phone = user.email or "", user.phone or ""
    citizen.save(update_fields=["user", "email", "phone"])
    claim.used_at = clock.now()
    claim.save(update_fields=["used_at"])
    record(
        actor=Actor.of_citizen(citizen),
        action="claim_at_counter",
        subject=f"citizen:{citizen.pk}",
    )
    return citizen
