"""The action log, as the auditor reads it (/reports/log/)."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import TemplateView

from portal.accounts.roles import Role
from portal.accounts.web.access import StaffRequired
from portal.accounts.web.log_words import WORDS
from portal.shared.action_log.models import ActionLogEntry

PAGE_SIZE = 50
LABELS = dict(Role.choices)


class ActionLogView(StaffRequired, TemplateView):
    """Newest first, by pages of the position (never counted); `?subject=` narrows to one thing."""

    roles = (Role.AUDITOR, Role.PROVINCIAL_ADMIN)
    template_name = "accounts/action_log.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page and the address of the next."""
        subject = self.request.GET.get("subject", "").strip()
        entries = entries_before(self.request.GET.get("before", ""), subject)
        page = entries[:PAGE_SIZE]
        for entry in page:
            entry.role_label = LABELS.get(entry.role, entry.role)  # type: ignore[attr-defined]
            entry.words = WORDS.get(entry.action, "")  # type: ignore[attr-defined]
        older = {"before": str(page[-1].position)} if len(entries) > PAGE_SIZE else {}
        if older and subject:
            older["subject"] = subject
        return {
            **super().get_context_data(**kwargs),
            "subject": subject,
            "entries": page,
            "next_url": f"{reverse('accounts:action_log')}?{urlencode(older)}" if older else "",
        }


def entries_before(position: str, subject: str) -> list[ActionLogEntry]:
    """One entry more than a page holds, the newest first."""
    entries = ActionLogEntry.objects.order_by("-position")
    if position.isdecimal() and len(position) < 19:
        entries = entries.filter(position__lt=int(position))
    if subject:
        entries = entries.filter(subject=subject)
    return list(entries[: PAGE_SIZE + 1])
