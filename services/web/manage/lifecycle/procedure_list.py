"""`/manage/procedures/`: every procedure, in force or not, with its draft."""

from dataclasses import fields
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.web.access import ActorRequest
from services import queries
from services.draft_queries import CLOSED
from services.flow import DraftState
from services.manage_queries import (
    IN_FORCE,
    NEVER,
    NO_DRAFT,
    WITHDRAWN,
    ManageFilters,
    procedure_page,
)
from services.models import Procedure
from services.web.manage.access import ManageView
from services.web.manage.lifecycle.words import draft_kind, validity_of

MAX_PAGE = 4000


@method_decorator(never_cache, name="dispatch")
class ProcedureListView(ManageView):
    """Search, filters, pages; nothing is counted."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """The page."""
        names = [each.name for each in fields(ManageFilters)]
        asked = {name: request.GET.get(name, "").strip()[:200] for name in names}
        number = _number(request.GET.get("page", "1"))
        page = procedure_page(ManageFilters(**asked), number)
        kept = urlencode({name: value for name, value in asked.items() if value})
        context = {
            **asked,
            "rows": [_row(each) for each in page.procedures],
            "is_narrowed": bool(kept),
            "previous_url": f"?{kept}&page={number - 1}" if number > 1 else "",
            "next_url": f"?{kept}&page={number + 1}" if page.has_next else "",
            "draft_states": [
                *((state.value, state.label) for state in DraftState if state not in CLOSED),
                (NO_DRAFT, _("Không có bản soạn thảo")),
            ],
            "validities": [
                (IN_FORCE, _("Đang áp dụng")),
                (WITHDRAWN, _("Đã bãi bỏ")),
                (NEVER, _("Chưa công bố lần nào")),
            ],
            "levels": [("2", "2"), ("3", "3"), ("4", "4")],
            "sectors": [(each.slug, each.name) for each in queries.sectors()],
            "agencies": [(each.code, each.name) for each in queries.handling_agencies()],
        }
        return render(request, "manage/procedure_list.html", context)


def _number(text: str) -> int:
    return max(1, min(int(text), MAX_PAGE)) if text.isdecimal() and len(text) < 10 else 1


def _row(procedure: Procedure) -> dict[str, Any]:
    revision = procedure.current_revision
    drafts = procedure.open_drafts  # type: ignore[attr-defined]
    draft = drafts[0] if drafts else None
    words, kind = validity_of(revision)
    agency = ""
    if revision:
        handling = revision.handling_agency
        agency = handling.name if handling else revision.agency_text
    return {
        "procedure": procedure,
        "revision": revision,
        "agency": agency,
        "validity": words,
        "kind": kind,
        "draft": DraftState(draft.state).label if draft else "",
        "draft_kind": draft_kind(draft.state) if draft else "",
    }
