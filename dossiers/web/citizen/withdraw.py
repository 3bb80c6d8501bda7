"""`/me/dossiers/<code>/withdraw/`: ask to take a dossier back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dossiers.actions.withdrawal import request_withdrawal
from dossiers.flow import WITHDRAWABLE
from dossiers.models import Dossier
from dossiers.queries import get_for
from dossiers.web.citizen.base import UNUSABLE, CitizenPage
from dossiers.web.citizen.seen import seen_version
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput
from portal.shared.web.kept_posts import take_post


class DossierWithdrawView(CitizenPage):
    """The reason, and what a withdrawal means."""

    keeps_posts = True

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The form; a dossier that cannot be withdrawn leads to its own page."""
        dossier = get_for(request.actor, code)
        if dossier.state not in WITHDRAWABLE:
            return redirect("dossiers:dossier_detail", code=code)
        kept = take_post(request)
        return _page(request, dossier, reason=kept.get("reason", "") if kept else "")

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """Ask; a clerk answers."""
        reason = request.POST.get("reason", "")
        try:
            request_withdrawal(
                actor=request.actor, code=code, reason=reason, seen_version=seen_version(request)
            )
        except InvalidInput:
            words = _("Nhập lý do rút hồ sơ (tối đa 2.000 ký tự).")
            dossier = get_for(request.actor, code)
            return _page(request, dossier, reason=reason, error=words, status=UNUSABLE)
        messages.success(request, _("Đã gửi yêu cầu rút hồ sơ đến Bộ phận một cửa."))
        return redirect("dossiers:dossier_detail", code=code)


def _page(
    request: ActorRequest, dossier: Dossier, *, reason: str, error: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "dossier": dossier,
        "reason": reason,
        "error": error,
        "errors": [{"href": "#id_reason", "text": error}] if error else [],
    }
    return render(request, "citizen/dossier_withdraw.html", context, status=status)
