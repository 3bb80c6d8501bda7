"""A password for an account that was made by the national sign-on (/accounts/password/set/)."""

from typing import Any

from allauth.account.views import PasswordSetView
from django.contrib.auth.mixins import LoginRequiredMixin

from portal.accounts.web.recent_proof import ProofWithoutPassword


class FirstPasswordView(LoginRequiredMixin, ProofWithoutPassword, PasswordSetView):
    """Allauth's view; then the account can also be entered without the national portal."""

    def get_success_url(self) -> Any:
        """Back to the person's own data."""
        return "/me/profile/"
