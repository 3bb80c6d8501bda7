"""`/me/dossiers/<key>/changes/`: the procedure has changed since the draft was begun."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.actions.carry_over import carried_answers, carry_over, needs_agency
from dossiers.models import Attachment, CarriedDraft, Dossier
from dossiers.queries import draft_of
from dossiers.web.citizen import agency_choice
from dossiers.web.citizen.base import UNUSABLE, DraftPage
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput
from services.binding import binding
from services.changes_for_citizens import changes_for_citizens
from services.levels import is_online
from services.models import Revision
from services.newer import newer_revision


class DraftChangesView(DraftPage):
    """What changed, what stays of the answers and what does not, before and after going over."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The page; a draft that nothing has changed for leads to its task list."""
        draft = draft_of(request.actor, key)
        target = newer_revision(draft.procedure, draft.revision_id)
        if target is not None:
            return _before(request, draft, target)
        return _after(request, draft)

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Go over. What must be chosen anew is asked for beside its field."""
        try:
            draft = carry_over(actor=request.actor, key=key, agency=request.POST.get("agency", ""))
        except InvalidInput as refusal:
            draft = draft_of(request.actor, key)
            target = newer_revision(draft.procedure, draft.revision_id)
            if target is None:
                return redirect("dossiers:draft_changes", key=key)
            return _before(request, draft, target, error=str(refusal))
        messages.success(request, _("Bản nháp đã chuyển sang mẫu mới. Hãy xem lại từng bước."))
        return redirect("dossiers:draft_detail", key=draft.key)


def _before(
    request: ActorRequest, draft: Dossier, target: Revision, *, error: str = ""
) -> HttpResponse:
    choice = needs_agency(target, draft)
    carried = carried_answers(draft, target)
    context = {
        "draft": draft,
        "bound": binding(target.pk),
        "revision": target,
        "paper_only": not is_online(target.level),
        "changes": changes_for_citizens(draft.revision, target),
        "left": [each.as_json() for each in carried.left],
        "files_left": _files_without_paper(draft, target),
        "kept": len(carried.answers),
        "groups": agency_choice.groups_of(target) if choice else [],
        "chosen": (request.POST.get("agency") or agency_choice.at_home(request, target))
        if choice
        else "",
        "error": error,
        "errors": [{"href": "#id_agency" if choice else "#main", "text": error}] if error else [],
    }
    status = UNUSABLE if error else 200
    return render(request, "citizen/draft_changes.html", context, status=status)


def _after(request: ActorRequest, draft: Dossier) -> HttpResponse:
    """What went before, the latest first."""
    carried = CarriedDraft.objects.filter(dossier=draft).select_related(
        "from_revision", "to_revision"
    )
    steps: list[dict[str, Any]] = [
        {
            "at": each.at,
            "changes": changes_for_citizens(each.from_revision, each.to_revision),
            "left": each.left,
        }
        for each in carried.order_by("-id")[:5]
    ]
    if not steps:
        return redirect("dossiers:draft_detail", key=draft.key)
    context = {
        "draft": draft,
        "bound": binding(draft.revision_id),
        "steps": steps,
        "back": reverse("dossiers:draft_detail", args=[draft.key]),
    }
    return render(request, "citizen/draft_changed.html", context)


def _files_without_paper(draft: Dossier, target: Revision) -> list[str]:
    """Files of papers that are asked for no more; they stay with the draft."""
    asked = {paper.key for paper in binding(target.pk).requirements}
    names = {paper.key: paper.name for paper in binding(draft.revision_id).requirements}
    files = Attachment.objects.filter(dossier=draft).exclude(
        state__in=(Attachment.State.REMOVED, Attachment.State.REFUSED)
    )
    return [
        f"{file.original_name} ({names[file.requirement_key]})"
        for file in files
        if file.requirement_key in names and file.requirement_key not in asked
    ]
