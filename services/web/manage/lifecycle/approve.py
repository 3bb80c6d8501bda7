"""`…/draft/approve/`: all that the second admin must know, the day, and the button."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from portal.accounts.web.access import fresh_proof_required
from portal.shared import clock
from services import revision_rows, waiting
from services.actions.approve_draft import approve_draft
from services.actions.open_draft import is_overtaken, last_revision
from services.consequences import consequences_of
from services.difference import difference
from services.difference.names import names_of
from services.draft_queries import is_author
from services.flow import DraftState
from services.publishable import obstacles
from services.web.manage.consultations.summaries import told_summaries
from services.web.manage.difference.groups import grouped
from services.web.manage.lifecycle.forms import ApproveForm
from services.web.manage.lifecycle.places import place_of
from services.web.manage.lifecycle.steps import StepView
from services.web.manage.lifecycle.words import period_of


class DraftApproveView(StepView):
    """The difference in words, what hangs on it, what people said; the second factor is asked
    again before."""

    sources = (DraftState.APPROVAL,)
    title = gettext_lazy("Phê duyệt")
    text = ""
    button = gettext_lazy("Phê duyệt")
    done = gettext_lazy("Đã phê duyệt.")
    form_class = ApproveForm
    template_name = "manage/lifecycle/approve.html"

    def gate(self, request: HttpRequest) -> HttpResponse | None:
        """The role, and a second factor shown a moment ago."""
        return super().gate(request) or fresh_proof_required(request)

    def take(self, typed: dict[str, Any]) -> Any:
        """Approve."""
        return approve_draft(actor=self.request.actor, draft_id=self.draft.pk, **typed)  # type: ignore[attr-defined]

    def initial(self) -> dict[str, Any]:
        """The day asked for, today at the earliest."""
        asked, today = self.draft.applies_from, clock.today()
        return {
            "version": self.draft.version,
            "applies_from": max(asked, today) if asked else today,
        }

    def more(self) -> dict[str, Any]:
        """Everything to decide by."""
        content = self.draft.content
        base = last_revision(self.procedure)
        actor = self.request.actor  # type: ignore[attr-defined]
        before = revision_rows.read(base) if base else None
        names = names_of(before, content) if before else names_of(content)
        changes = difference(before, content, names=names)
        return {
            "base": base,
            "base_period": period_of(base) if base else "",
            "outdated": is_overtaken(self.draft, base),
            "is_author": is_author(self.draft, actor.user_id),
            "waits": self.draft.state == DraftState.APPROVAL,
            "groups": grouped(changes),
            "missing": [
                {"href": place_of(self.procedure.code, gap), "text": gap.text}
                for gap in obstacles(self.procedure, content)
            ],
            "consequences": consequences_of(self.procedure),
            "laws": waiting.laws_that_end(None, [vars(law) for law in content.legal_basis]),
            "consultations": told_summaries(actor, self.draft),
        }
