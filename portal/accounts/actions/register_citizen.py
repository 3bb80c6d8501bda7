"""A person registers: the account and the citizen behind it, once per personal number."""

from datetime import date

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.conflicts import as_invalid_input
from portal.accounts.identity import check_birth_date, clean_name, clean_number
from portal.accounts.models import Citizen, User
from portal.agencies.models import AdministrativeUnit
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput


def register_citizen(
    *,
    email: str | None,
    phone: str | None,
    password: str,
    identity_number: str,
    full_name: str,
    birth_date: date,
    sex: str,
    commune: AdministrativeUnit | None,
    address_line: str,
) -> Citizen:
    """Create the account and the citizen, or nothing.

    `phone` is in the domestic form (portal.shared.identity.phone). Raises InvalidInput; that a
    number, an e-mail or a phone belongs to an account already is what the database says, so two
    registrations at the same moment make one account.
    """
    if not email and not phone:
        raise InvalidInput({"email": _("Nhập thư điện tử hoặc số điện thoại để đăng nhập.")})
    check_birth_date(birth_date)
    number = clean_number(identity_number, sex=sex, birth_date=birth_date)
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                email=email, phone=phone, full_name=clean_name(full_name), password=password
            )
            if user.email:
                EmailAddress.objects.create(user=user, email=user.email, primary=True)
            citizen = Citizen.objects.create(
                user=user,
                identity_number=number.text,
                full_name=user.full_name,
                birth_date=birth_date,
                sex=sex,
                commune=commune,
                address_line=address_line,
                phone=phone or "",
                email=user.email or "",
            )
            record(
                actor=Actor.of_citizen(citizen),
                action="register_citizen",
                subject=f"citizen:{citizen.pk}",
            )
    except IntegrityError as error:
        refusal = as_invalid_input(error)
        if refusal is None:
            raise
        raise refusal from error
    return citizen
