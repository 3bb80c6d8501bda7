"""The account behind a session, read in one query together with the citizen behind it."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef, QuerySet

from portal.accounts.models import StaffRole, User
from portal.shared.prepared_models import PreparedModels


def _active_account(user_id: int) -> QuerySet[User]:
    roles = StaffRole.objects.filter(user=OuterRef("pk"), is_active=True)
    return (
        User.objects.filter(pk=user_id, is_active=True)
        .select_related("citizen")
        .annotate(holds_staff_role=Exists(roles))
    )


_active_accounts = PreparedModels(_active_account, -1)


class Backend(AuthenticationBackend):
    """Sign-in by e-mail or phone (allauth); the user of a request comes with `citizen` joined and
    `holds_staff_role` computed, so that a citizen's page needs no further query about people."""

    def get_user(self, user_id: Any) -> User | None:
        """The active account, or None."""
        found = _active_accounts(int(user_id))
        return found[0] if found else None
