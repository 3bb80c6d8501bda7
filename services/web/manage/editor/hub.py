"""`…/draft/`: the parts of a draft and what each still lacks; `…/draft/open/` begins one."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from portal.accounts.web.access import ActorRequest
from services.actions.open_draft import open_draft
from services.completeness import Gap, gaps_of
from services.content import RevisionContent
from services.draft_queries import open_draft_of
from services.flow import DraftState
from services.levels import is_online
from services.models import DraftEdit, RevisionDraft
from services.web.manage.access import ProcedureView
from services.web.manage.editor.page import EditorPage, above

_RECENT = 20


class DraftOpenView(ProcedureView):
    """Asks once, then opens a draft of what is in force."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The button; the draft itself where one is open."""
        if open_draft_of(self.procedure):
            return redirect("services:manage_draft", code=code)
        context = {"procedure": self.procedure, "above": above(self.procedure)}
        response = render(request, "manage/draft/open.html", context)
        add_never_cache_headers(response)
        return response

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """Open it; a second press finds the same one."""
        open_draft(actor=request.actor, procedure=self.procedure)
        return redirect("services:manage_draft", code=code)


class DraftHubView(EditorPage):
    """The task list of a draft."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The parts, the history, the next steps."""
        content = self.draft.content
        gaps = gaps_of(content)
        base = self.draft.base_revision
        context = {
            "above": above(self.procedure),
            "content": content,
            "tasks": [_task(*row, gaps, self.hub) for row in _parts(content)],
            "gap_count": len(gaps),
            "why_closed": why_closed(self.draft),
            "history": _history(self.draft),
            "is_editable": self.draft.is_editable,
            "base_number": base.number if base else None,
        }
        return self.show(request, "manage/draft/hub.html", context)


def why_closed(draft: RevisionDraft) -> str:
    """Why the draft cannot be edited now and what would make it so; empty when it can."""
    return {
        DraftState.CONSULTATION: _(
            "Bản soạn thảo đang lấy ý kiến người dân nên chưa sửa được. Kết thúc lấy ý kiến "
            "rồi sửa."
        ),
        DraftState.APPROVAL: _(
            "Bản soạn thảo đang chờ phê duyệt nên chưa sửa được. Người duyệt trả lại thì sửa tiếp."
        ),
        DraftState.APPROVED: _(
            "Bản soạn thảo đã duyệt, chờ ngày áp dụng. Thu hồi phê duyệt thì sửa tiếp được."
        ),
    }.get(DraftState(draft.state), "")


def _parts(content: RevisionContent) -> list[tuple[str, str, bool, bool]]:
    """Each part: its address, its title, whether something stands there, whether it must."""
    return [
        ("facts", _("Thông tin chung"), True, True),
        (
            "form",
            _("Mẫu đơn điện tử"),
            bool(content.eform.get("sections")),
            is_online(content.level),
        ),
        ("papers", _("Thành phần hồ sơ"), bool(content.papers), False),
        ("steps", _("Các bước giải quyết"), bool(content.steps), True),
        ("fees", _("Phí, lệ phí"), bool(content.fees) or content.fee_stated, False),
        ("reductions", _("Miễn giảm"), bool(content.reductions), False),
        ("notices", _("Lời nhắn cho người dân"), bool(content.notices), False),
    ]


def _task(
    part: str, title: str, is_filled: bool, is_needed: bool, gaps: Sequence[Gap], hub: str
) -> dict[str, Any]:
    mine = [gap for gap in gaps if gap.part == part]
    state, words = "done", ""
    if mine:
        state, words = "started" if is_filled else "todo", _("Còn thiếu")
    elif not is_filled:
        state = "todo" if is_needed else "optional"
    return {
        "title": title,
        "href": f"{hub}{part}/",
        "hint": " ".join(gap.text for gap in mine),
        "state": state,
        "state_text": words,
    }


def _history(draft: RevisionDraft) -> list[dict[str, Any]]:
    edits = DraftEdit.objects.filter(draft=draft).order_by("-id")[:_RECENT]
    return [{"at": edit.at, "title": edit.words, "who": edit.actor_name} for edit in edits]
