"""A citizen changes the e-mail or the phone: for notices and for signing in."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.conflicts import as_invalid_input
from portal.accounts.models import Citizen, User
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput


def change_contact(*, actor: Actor, email: str | None, phone: str | None) -> Citizen:
    """Write both; a new e-mail starts unverified. Raises InvalidInput."""
    if not email and not phone:
        raise InvalidInput({"email": _("Giữ lại thư điện tử hoặc số điện thoại để đăng nhập.")})
    try:
        with transaction.atomic():
            citizen = Citizen.objects.select_for_update().get(pk=actor.must_be_citizen())
            user = User.objects.select_for_update().get(citizen=citizen)
            _change_email(user, email.lower() if email else None)
            user.phone_verified = user.phone_verified and user.phone == phone
            user.phone = phone
            user.save(update_fields=["email", "phone", "phone_verified"])
            citizen.email, citizen.phone = user.email or "", user.phone or ""
            citizen.save(update_fields=["email", "phone"])
            record(actor=actor, action="change_contact", subject=f"citizen:{citizen.pk}")
    except IntegrityError as error:
        refusal = as_invalid_input(error)
        if refusal is None:
            raise
        raise refusal from error
    return citizen


def _change_email(user: User, email: str | None) -> None:
    if email == user.email:
        return
    EmailAddress.objects.filter(user=user).delete()
    if email:
        EmailAddress.objects.create(user=user, email=email, primary=True)
    user.email = email
