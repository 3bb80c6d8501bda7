"""`/me/dossiers/<code>/move/`: may the dossier go over to the revision in force?"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dossiers.actions.answer_move import agree_to_move, answers_under, decline_move
from dossiers.actions.ask_move import open_move
from dossiers.models import Dossier, RevisionMove
from dossiers.queries import get_for
from dossiers.web.citizen.base import UNUSABLE, CitizenPage
from dossiers.web.citizen.seen import seen_version
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput
from portal.shared.web.kept_posts import take_post
from services.binding import binding
from services.changes_for_citizens import changes_for_citizens
from services.eforms.answers import Cleaned
from services.eforms.definition import EForm, Section
from services.eforms.posting import change_rows, from_post
from services.eforms.web import bind

DECLINE = "decline"
# Which questions the page asked: what they answer is read again with them.
ASKED = "asked"


class DossierMoveView(CitizenPage):
    """What would change, what the new form asks besides, and the two answers."""

    keeps_posts = True

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The question; without one: the dossier."""
        dossier = get_for(request.actor, code)
        move = open_move(dossier)
        if move is None:
            return redirect("dossiers:dossier_detail", code=code)
        kept = take_post(request)
        if kept is not None:
            return _page(request, dossier, move, _under(dossier, move, kept), answered=True)
        return _page(request, dossier, move, _under(dossier, move, QueryDict()))

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """Agree or decline; an answer that is still missing is asked for beside its field."""
        seen = seen_version(request)
        if request.POST.get("answer") == DECLINE:
            decline_move(actor=request.actor, code=code, seen_version=seen)
            messages.success(request, _("Hồ sơ giữ nguyên quy định lúc bạn nộp."))
            return redirect("dossiers:dossier_detail", code=code)
        try:
            agree_to_move(
                actor=request.actor,
                code=code,
                typed=lambda eform, _answers: _typed(eform, request.POST),
                seen_version=seen,
            )
        except InvalidInput:
            dossier = get_for(request.actor, code)
            move = open_move(dossier)
            if move is None:
                return redirect("dossiers:dossier_detail", code=code)
            cleaned = _under(dossier, move, request.POST)
            return _page(request, dossier, move, cleaned, answered=True, status=UNUSABLE)
        messages.success(request, _("Hồ sơ đã chuyển sang quy định mới."))
        return redirect("dossiers:dossier_detail", code=code)


def _typed(eform: EForm, data: QueryDict) -> dict[str, Any]:
    section = _asked_section(eform, set(data.getlist(ASKED)))
    raw = from_post(section, data)
    return dict(change_rows(section, raw, data) or raw)


def _under(dossier: Dossier, move: RevisionMove, data: QueryDict) -> Cleaned:
    return answers_under(dossier, move.to_revision, lambda eform, _answers: _typed(eform, data))[0]


def _asked_section(eform: EForm, keys: set[str]) -> Section:
    """The questions with these keys as one page."""
    fields = tuple(field for field in eform.fields() if field.key in keys)
    return Section(key="asked", title=_("Câu hỏi mới cần trả lời"), fields=fields)


def _page(
    request: ActorRequest,
    dossier: Dossier,
    move: RevisionMove,
    cleaned: Cleaned,
    *,
    answered: bool = False,
    status: int = 200,
) -> HttpResponse:
    """What has been answered stays on the page beside what is still missing."""
    eform = binding(move.to_revision_id).eform
    missing = {path.split(".")[0] for path in cleaned.errors}
    asked = missing | (set(request.POST.getlist(ASKED)) if answered else set())
    section = _asked_section(eform, asked)
    context = {
        "dossier": dossier,
        "move": move,
        "changes": changes_for_citizens(move.from_revision, move.to_revision),
        "left": answers_under(dossier, move.to_revision, lambda *_: {})[1],
        "section": bind(section, cleaned.kept, errors=cleaned.errors if answered else {}),
        "asked": [field.key for field in section.fields],
    }
    return render(request, "citizen/dossier_move.html", context, status=status)
