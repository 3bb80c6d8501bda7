"""`/manage/procedures/<code>/`: what is in force, what is coming, what was; and what to do next."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from portal.accounts.web.access import ActorRequest
from services import manage_queries, waiting
from services.actions.open_draft import is_overtaken, last_revision
from services.draft_queries import is_author, open_draft_of
from services.flow import DraftState
from services.models import DraftEdit, Revision
from services.web import wording
from services.web.manage.access import ProcedureView
from services.web.manage.lifecycle.words import draft_kind, period_of, validity_of


@method_decorator(never_cache, name="dispatch")
class ProcedureDetailView(ProcedureView):
    """One procedure as its admins see it."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The page."""
        revision = self.procedure.current_revision
        revisions = manage_queries.revisions_of(self.procedure)
        scheduled = next((r for r in revisions if r.state == Revision.State.SCHEDULED), None)
        words, kind = validity_of(revision)
        context = {
            "procedure": self.procedure,
            "revision": revision,
            "in_force": revision is not None and revision.state == Revision.State.PUBLISHED,
            "validity": words,
            "kind": kind,
            "facts": wording.summary(revision) if revision else [],
            "withdrawal": manage_queries.withdrawal_of(revision) if revision else None,
            "scheduled": scheduled,
            "scheduled_period": period_of(scheduled) if scheduled else "",
            "laws": waiting.laws_that_end(revision),
            "revisions": [_row(each) for each in revisions],
            "edits": [_entry(each) for each in manage_queries.edits_of(self.procedure)],
            **self._draft(request),
        }
        return render(request, "manage/procedure_detail.html", context)

    def _draft(self, request: ActorRequest) -> dict[str, Any]:
        draft = open_draft_of(self.procedure)
        if draft is None:
            return {"draft": None}
        newest = last_revision(self.procedure)
        return {
            "draft": draft,
            "draft_kind": draft_kind(draft.state),
            "is_author": is_author(draft, request.actor.person_id),
            "outdated": is_overtaken(draft, newest) and draft.state != DraftState.APPROVED,
            "newest": newest,
        }


def _row(revision: Revision) -> dict[str, Any]:
    words, kind = validity_of(revision)
    return {"revision": revision, "words": words, "kind": kind, "period": period_of(revision)}


def _entry(edit: DraftEdit) -> dict[str, Any]:
    kinds = {"approve": "success", "come_into_force": "success", "send_back": "warning",
             "call_back": "warning", "discard": "error"}  # fmt: skip
    return {
        "at": edit.at,
        "who": edit.actor_name,
        "title": edit.words,
        "kind": kinds.get(edit.part, ""),
    }
