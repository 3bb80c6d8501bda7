"""`/me/dossiers/<code>/supply/`: give what the agency asked for."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dossiers.actions.remove_attachment import open_supplement
from dossiers.actions.supply import supply
from dossiers.attachments.papers import asked_for
from dossiers.models import Dossier
from dossiers.queries import get_for
from dossiers.states import State
from dossiers.web.citizen.base import UNUSABLE, CitizenPage
from dossiers.web.citizen.seen import seen_version
from dossiers.web.citizen.slots import anchor, slots_of
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput
from portal.shared.web.kept_posts import take_post


class DossierSupplyView(CitizenPage):
    """What is missing and why, slots for the files, the answer."""

    keeps_posts = True

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The page; a dossier that does not wait for anything leads to its own page."""
        dossier = get_for(request.actor, code)
        if dossier.state != State.SUPPLEMENT_REQUIRED:
            return redirect("dossiers:dossier_detail", code=code)
        kept = take_post(request)
        return supply_page(request, dossier, {}, answer=kept.get("answer", "") if kept else "")

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """Send it."""
        answer = request.POST.get("answer", "")
        try:
            supply(
                actor=request.actor, code=code, answer=answer, seen_version=seen_version(request)
            )
        except InvalidInput:
            words = _("Viết vài dòng trả lời: bạn đã bổ sung những gì.")
            dossier = get_for(request.actor, code)
            return supply_page(request, dossier, {}, answer=answer, error=words, status=UNUSABLE)
        messages.success(request, _("Đã gửi nội dung bổ sung. Cơ quan sẽ tiếp tục xử lý hồ sơ."))
        return redirect("dossiers:dossier_detail", code=code)


def supply_page(
    request: ActorRequest,
    dossier: Dossier,
    errors: dict[str, str],
    *,
    answer: str = "",
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page; `errors` by the paper's key, `error` of the answer."""
    supplement = open_supplement(dossier)
    lines = [{"href": f"#{anchor(key)}", "text": text} for key, text in errors.items()]
    if error:
        lines.append({"href": "#id_answer", "text": error})
    context = {
        "dossier": dossier,
        "supplement": supplement,
        "slots": slots_of(dossier, asked_for(dossier), supplement=supplement, errors=errors),
        "answer": answer,
        "error": error,
        "errors": lines,
    }
    return render(request, "citizen/dossier_supply.html", context, status=status)
