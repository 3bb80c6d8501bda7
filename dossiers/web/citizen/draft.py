"""`/me/dossiers/<key>/`: the task list of a draft, and throwing it away."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dossiers.actions.discard import discard
from dossiers.models import CarriedDraft
from dossiers.queries import draft_of
from dossiers.web.citizen.base import DraftPage
from dossiers.web.citizen.current import current_draft
from dossiers.web.citizen.steps import steps_of
from portal.accounts.web.access import ActorRequest
from services.binding import binding


class DraftDetailView(DraftPage):
    """What is done and what is still to do."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The list; the button leads to the first step that is not done."""
        draft = current_draft(request.actor, key)
        bound = binding(draft.revision_id)
        steps = steps_of(draft, bound)
        open_steps = [step for step in steps if not step.is_done]
        context = {
            "draft": draft,
            "bound": bound,
            "tasks": steps,
            "next": open_steps[0],
            "done": len(steps) - len(open_steps),
            "total": len(steps),
            "was_carried": CarriedDraft.objects.filter(dossier=draft).exists(),
        }
        return render(request, "citizen/draft_detail.html", context)


class DraftDiscardView(DraftPage):
    """Ask first, then delete."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The question."""
        draft = draft_of(request.actor, key)
        context = {"draft": draft, "bound": binding(draft.revision_id)}
        return render(request, "citizen/draft_discard.html", context)

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Delete the draft and its files."""
        discard(actor=request.actor, key=key)
        messages.success(request, _("Đã xóa bản nháp."))
        return redirect("dossiers:dossier_list")
