"""`/me/dossiers/<key>/check/`: check your answers, then file."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.actions.file import file
from dossiers.actions.save_answers import channels_of
from dossiers.answering import cleaned_answers
from dossiers.attachments.papers import asked_for
from dossiers.models import Dossier
from dossiers.quoting import quote_for
from dossiers.states import State
from dossiers.web.citizen.base import UNUSABLE, DraftPage
from dossiers.web.citizen.current import current_draft
from dossiers.web.citizen.missing import missing_lines
from dossiers.web.citizen.order import CHECK, order_of
from dossiers.web.citizen.slots import slots_of
from portal.accounts.web.access import ActorRequest
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.errors import InvalidInput
from services.binding import binding
from services.eforms.reading import read


class DraftCheckView(DraftPage):
    """All that will be filed, what it costs, and the declaration."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The page."""
        return _page(request, current_draft(request.actor, key))

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """File it. Filed already: on to the dossier, nothing is done twice."""
        if not request.POST.get("declared"):
            text = _("Đánh dấu vào ô cam đoan trước khi nộp hồ sơ.")
            return _page(
                request,
                current_draft(request.actor, key),
                error=text,
                errors=[{"href": "#id_declared", "text": text}],
                status=UNUSABLE,
            )
        try:
            dossier = file(actor=request.actor, key=key)
        except InvalidInput as refusal:
            draft = current_draft(request.actor, key)
            lines = missing_lines(draft, refusal.errors)
            return _page(request, draft, errors=lines, declared=True, status=UNUSABLE)
        page = "dossier_pay" if dossier.state == State.PAYMENT_REQUIRED else "dossier_filed"
        return redirect(f"dossiers:{page}", code=dossier.code)


def _page(
    request: ActorRequest,
    draft: Dossier,
    *,
    error: str = "",
    errors: list[dict[str, str]] | None = None,
    declared: bool = False,
    status: int = 200,
) -> HttpResponse:
    bound = binding(draft.revision_id)
    cleaned = cleaned_answers(draft, partial=False)
    order = order_of(draft, bound, cleaned.values)
    context = {
        "draft": draft,
        "bound": bound,
        "sections": [_section(draft, section) for section in read(bound.eform, cleaned.values)],
        "slots": slots_of(draft, asked_for(draft)),
        "papers_url": reverse("dossiers:draft_papers", args=[draft.key]),
        "delivery_url": reverse("dossiers:draft_delivery", args=[draft.key])
        if len(channels_of(draft)) > 1
        else "",
        "agency": Agency.objects.get(pk=draft.handling_agency_id),
        "quote": quote_for(bound, cleaned.values, on=clock.today()),
        "error": error,
        "errors": errors or [],
        "declared": declared,
        "number": order.number(CHECK),
        "total": order.total,
        "back": order.before(CHECK),
    }
    return render(request, "citizen/draft_check.html", context, status=status)


def _section(draft: Dossier, section: Any) -> dict[str, Any]:
    href = reverse("dossiers:draft_section", args=[draft.key, section.key])
    return {"title": section.title, "href": href, "rows": section.rows()}
