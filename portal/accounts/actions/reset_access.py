"""Someone proved who he is at the counter: the way into the account is opened again."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.crypto import get_random_string

from portal.accounts.models import User
from portal.shared.action_log.record import Acting, record

TEMPORARY_LENGTH = 12
WITHOUT_LOOKALIKES = "abcdefghjkmnpqrstuvwxyz23456789"


@transaction.atomic
def reset_access(*, actor: Acting, user: User, password: bool, second_factor: bool) -> str:
    """Take away the second factor, set a temporary password, or both; the new password or ""."""
    user = User.objects.select_for_update().get(pk=user.pk)
    temporary = ""
    if second_factor:
        Authenticator.objects.filter(user=user).delete()
    if password:
        temporary = get_random_string(TEMPORARY_LENGTH, WITHOUT_LOOKALIKES)
        user.set_password(temporary)
        user.save(update_fields=["password"])
    record(
        actor=actor,
        action="reset_access",
        subject=f"user:{user.pk}",
        password=password,
        second_factor=second_factor,
    )
    return temporary
