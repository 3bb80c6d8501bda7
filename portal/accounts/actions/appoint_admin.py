"""The operator makes a provincial admin: the first one, who invites all others."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.crypto import get_random_string

from portal.accounts.actions.appoint import appoint
from portal.accounts.actions.invite_staff import errors_of_person
from portal.accounts.actions.reset_access import TEMPORARY_LENGTH, WITHOUT_LOOKALIKES
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.agencies.models import Agency
from portal.shared.action_log.record import Acting
from portal.shared.errors import InvalidInput


@transaction.atomic
def appoint_admin(*, actor: Acting, full_name: str, email: str, agency: Agency) -> str:
    """A new account with the role; returns its temporary password. Nothing of staff opens before
    a second factor is set up, which the first sign-in leads to.

    Raises InvalidInput (`full_name`, `email`: also one that has an account).
    """
    full_name, email = " ".join(full_name.split()), email.strip().lower()
    if errors := errors_of_person(full_name, email):
        raise InvalidInput(errors)
    password = get_random_string(TEMPORARY_LENGTH, WITHOUT_LOOKALIKES)
    user = User.objects.create_user(email=email, full_name=full_name, password=password)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    appoint(actor=actor, user=user, role=Role.PROVINCIAL_ADMIN, agency=agency)
    return password
