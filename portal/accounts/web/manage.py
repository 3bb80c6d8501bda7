"""The provincial admin's lists of staff and agencies (/manage/), read-only for now."""

from typing import Any

from django.views.generic import TemplateView

from portal.accounts.queries import staff
from portal.accounts.roles import Role
from portal.accounts.web.access import StaffRequired
from portal.agencies.queries import agencies


class ManageView(StaffRequired, TemplateView):
    """Staff by agency; `?q=` narrows by name or e-mail."""

    roles = (Role.PROVINCIAL_ADMIN,)
    template_name = "accounts/manage_staff.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rows."""
        q = self.request.GET.get("q", "").strip()
        return {**super().get_context_data(**kwargs), "q": q, "staff": staff(q)}


class AgenciesView(StaffRequired, TemplateView):
    """Every agency with both codes; `?q=` narrows by name (with or without diacritics) or code."""

    roles = (Role.PROVINCIAL_ADMIN,)
    template_name = "accounts/manage_agencies.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rows."""
        q = self.request.GET.get("q", "").strip()
        return {**super().get_context_data(**kwargs), "q": q, "agencies": agencies(q)}
