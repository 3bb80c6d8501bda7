"""The account behind a session, read in one query together with the citizen behind it."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef

from portal.accounts.models import StaffRole, User


class Backend(AuthenticationBackend):
    """Sign-in by e-mail or phone (allauth); the user of a request comes with `citizen` joined and
    `holds_staff_role` computed, so that a citizen's page needs no further query about people."""

    def get_user(self, user_id: Any) -> User | None:
        """The active account, or None."""
        roles = StaffRole.objects.filter(user=OuterRef("pk"), is_active=True)
        return (
            User.objects.filter(pk=user_id, is_active=True)
            .select_related("citizen")
            .annotate(holds_staff_role=Exists(roles))
            .first()
        )
