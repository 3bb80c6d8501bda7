"""A person whose dossiers were made at the counter gets the account to them."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.conflicts import as_invalid_input
from portal.accounts.models import Citizen, NationalIdentity, User
from portal.accounts.sign_on import problems
from portal.accounts.sign_on.facts import Facts
from portal.accounts.sign_on.links import must_be_assured, write_link
from portal.accounts.sign_on.problems import SignOnRefused
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput


def claim_by_national(*, facts: Facts, email: str | None, phone: str | None) -> Citizen:
    """Create the account of the citizen with this number and link it, or nothing.

    Number and birth date must be those that the clerk wrote. Raises SignOnRefused, InvalidInput.
    """
    must_be_assured(facts)
    if not email and not phone:
        raise InvalidInput({"email": _("Nhập thư điện tử hoặc số điện thoại để nhận tin.")})
    try:
        with transaction.atomic():
            citizen = Citizen.objects.select_for_update().get(identity_number=facts.identity_number)
            if citizen.user_id is not None:
                raise SignOnRefused(problems.expired())
            if citizen.birth_date != facts.birth_date:
                raise SignOnRefused(problems.another_birth_date())
            _give_account(citizen, email, phone)
            write_link(citizen=citizen, facts=facts, proof=NationalIdentity.Proof.CLAIMED)
            record(
                actor=Actor.of_citizen(citizen),
                action="claim_by_national",
                subject=f"citizen:{citizen.pk}",
            )
    except IntegrityError as error:
        refusal = as_invalid_input(error)
        if refusal is None:
            raise
        raise refusal from error
    return citizen


def _give_account(citizen: Citizen, email: str | None, phone: str | None) -> None:
    user = User.objects.create_user(email=email, phone=phone, full_name=citizen.full_name)
    if user.email:
        EmailAddress.objects.create(user=user, email=user.email, primary=True)
    citizen.user = user
    citizen.email, citizen.phone = user.email or "", user.phone or ""
    citizen.save(update_fields=["user", "email", "phone"])
