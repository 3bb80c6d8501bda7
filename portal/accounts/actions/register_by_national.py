"""A person unknown to us registers with what the national portal says: no password, no typing of
what is known already."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.conflicts import as_invalid_input
from portal.accounts.models import Citizen, NationalIdentity, User
from portal.accounts.sign_on.facts import Facts
from portal.accounts.sign_on.links import must_be_assured, write_link
from portal.agencies.models import AdministrativeUnit
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput
from portal.shared.identity import personal_number


def register_by_national(
    *,
    facts: Facts,
    email: str | None,
    phone: str | None,
    commune: AdministrativeUnit | None,
    address_line: str,
) -> Citizen:
    """Create the account, the citizen and the link, or nothing.

    Number, name and birth date are the national portal's, the sex is read from the number (Nghị
    định 137/2015/NĐ-CP, Điều 13). Raises SignOnRefused, InvalidInput; two sign-ons at the same
    moment make one account, as the database says.
    """
    must_be_assured(facts)
    if not email and not phone:
        raise InvalidInput({"email": _("Nhập thư điện tử hoặc số điện thoại để nhận tin.")})
    try:
        with transaction.atomic():
            citizen = _create(facts, email, phone, commune, address_line)
            write_link(citizen=citizen, facts=facts, proof=NationalIdentity.Proof.REGISTERED)
            record(
                actor=Actor.of_citizen(citizen),
                action="register_by_national",
                subject=f"citizen:{citizen.pk}",
            )
    except IntegrityError as error:
        refusal = as_invalid_input(error)
        if refusal is None:
            raise
        raise refusal from error
    return citizen


def _create(
    facts: Facts,
    email: str | None,
    phone: str | None,
    commune: AdministrativeUnit | None,
    address_line: str,
) -> Citizen:
    user = User.objects.create_user(email=email, phone=phone, full_name=facts.full_name)
    if user.email:
        EmailAddress.objects.create(user=user, email=user.email, primary=True)
    return Citizen.objects.create(
        user=user,
        identity_number=facts.identity_number,
        full_name=facts.full_name,
        birth_date=facts.birth_date,
        sex=personal_number.parse(facts.identity_number).sex,
        commune=commune,
        address_line=address_line,
        phone=phone or "",
        email=user.email or "",
    )
