"""`/me/dossiers/<code>/`: where a dossier is, why, and what can be done."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dossiers.attachments.fields import field_names
from dossiers.attachments.signatures import finding_of
from dossiers.flow import WITHDRAWABLE
from dossiers.models import Attachment, Dossier
from dossiers.parcels import parcel_of
from dossiers.queries import mine_with_code
from dossiers.states import State
from dossiers.web.citizen.base import CitizenPage
from dossiers.web.citizen.documents import is_for_citizen
from dossiers.web.citizen.reads import (
    Step,
    WrittenDocument,
    documents_of,
    files_of,
    history_of,
)
from dossiers.words import (
    due_chip,
    due_words,
    holder_words,
    next_step_for_citizen,
    reason_for_citizen,
    words_for_citizen,
)
from payments.queries.money import money_of
from payments.words.money import stories_of
from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest
from portal.shared import clock
from services.binding import binding
from services.eforms.reading import read

S = State
ABOUT_A_MOVE = frozenset({"ask_move", "agree_to_move", "decline_move"})
_TONE = {
    S.PAYMENT_REQUIRED: "warning", S.SUPPLEMENT_REQUIRED: "warning", S.REFUSED: "error",
    S.HALTED: "error", S.COMPLETED: "success", S.RETURNED: "success",
}  # fmt: skip


class DossierDetailView(CitizenPage):
    """Read most of all pages: four queries beside those of the session, and four about its money
    when it costs something."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The page."""
        dossier = mine_with_code(request.actor, code)
        return render(request, "citizen/dossier_detail.html", _context(dossier))


def _context(dossier: Dossier) -> dict[str, Any]:
    bound = binding(dossier.revision_id)
    history = list(history_of(dossier.pk))
    return {
        "dossier": dossier,
        "tone": _tone(dossier),
        "next_step": next_step_for_citizen(dossier),
        "holder": holder_words(dossier),
        "due": due_chip(dossier, clock.now()),
        "due_words": due_words(dossier),
        "can_withdraw": dossier.state in WITHDRAWABLE,
        "timeline": _timeline(history, bound.notices),
        "is_asked_to_move": _is_asked_to_move(history) and not dossier.is_final,
        "sections": read(bound.eform, dossier.answers),
        "files": _files(
            dossier,
            {paper.key: paper.name for paper in bound.requirements} | field_names(bound.eform),
        ),
        "documents": _documents(dossier),
        "parcel": parcel_of(dossier),
        "money": stories_of(money_of(dossier.subject)) if dossier.fee_vnd else [],
    }


def _tone(dossier: Dossier) -> str:
    """The colour of the banner: a rejection is no success, however finished it is."""
    if dossier.outcome == Dossier.Outcome.REJECTED:
        return "error"
    return _TONE.get(S(dossier.state), "info")


def _is_asked_to_move(history: list[Step]) -> bool:
    """Whether the last word about another revision is the agency's question."""
    words = [entry.event for entry in history if entry.event in ABOUT_A_MOVE]
    return bool(words) and words[0] == "ask_move"


def _timeline(history: list[Step], notices: Mapping[str, str]) -> list[dict[str, Any]]:
    """What happened, the latest first, with what the procedure adds of its own."""
    return [
        {
            "at": entry.at,
            "title": words_for_citizen(entry),
            "who": _who(entry),
            "text": _text(reason_for_citizen(entry), notices.get(entry.event, "")),
            "current": number == 0,
        }
        for number, entry in enumerate(history)
    ]


def _text(*parts: str) -> str:
    return "\n".join(str(part) for part in parts if part)


def _who(entry: Step) -> str:
    if entry.agency_name is not None:
        return entry.agency_name
    return _("Bạn") if entry.role == Role.CITIZEN else _("Hệ thống tự động")


def _files(dossier: Dossier, names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "paper": names.get(file.requirement_key) or _("Giấy tờ khác theo yêu cầu bổ sung"),
            "name": file.original_name,
            "size": file.size,
            "finding": finding_of(file.signature),
            "key": file.key if file.state == Attachment.State.ACCEPTED else None,
        }
        for file in files_of(dossier.pk)
    ]


def _documents(dossier: Dossier) -> list[WrittenDocument]:
    return [one for one in documents_of(dossier.pk) if is_for_citizen(one.kind, dossier)]
