"""`/counter/returns/<code>/`: hand one result over, or see to whom it went."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from counter.actions.hand_over_result import hand_over_result
from counter.models import HandOver, Shipment
from counter.returns.queries import came_back, clerk_and_dossier
from counter.web.returns.base import FORBIDDEN, MOVED_ON, UNUSABLE, ReturnsPage, add_errors
from counter.web.returns.forms import (
    ON_PAPER,
    WHEN_AUTHORISED,
    HandOverForm,
    initial_hand_over,
)
from dossiers.models import Document, Dossier
from dossiers.states import State
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from portal.shared.web.serving import send_file


class ReturnDetailView(ReturnsPage):
    """The page of one result."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The form, or the record of the hand-over."""
        _actor, dossier = clerk_and_dossier(request.actors, code)
        form = HandOverForm(initial=initial_hand_over(dossier.version))
        return _page(request, dossier, form)

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """Hand over; what was typed and drawn stays on the page when it cannot be done."""
        actor, dossier = clerk_and_dossier(request.actors, code)
        form = HandOverForm(request.POST)
        if not form.is_valid():
            return _page(request, dossier, form, status=UNUSABLE)
        try:
            row = hand_over_result(
                actor=actor,
                code=code,
                typed=form.as_typed(),
                signature=form.cleaned_data["signature"],
                on_paper=form.cleaned_data["signing"] == ON_PAPER,
                seen_version=form.cleaned_data["version"] or -1,
            )
        except InvalidInput as refusal:
            add_errors(form, refusal)
            return _page(request, dossier, form, status=UNUSABLE)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
            return _page(request, dossier, form, status=FORBIDDEN)
        except StalePage as refusal:
            return self._stale(request, code, form, refusal)
        messages.success(request, _done(row, code))
        return redirect("counter:return_detail", code=code)

    def _stale(
        self, request: ActorRequest, code: str, form: HandOverForm, refusal: StalePage
    ) -> HttpResponse:
        """A second click of the same clerk finds it done; everybody else reads what happened."""
        _actor, dossier = clerk_and_dossier(request.actors, code)
        row = HandOver.objects.filter(dossier=dossier).first()
        if row is not None and row.clerk_id == request.user.pk:
            return redirect("counter:return_detail", code=code)
        form.add_error(None, str(refusal))
        return _page(request, dossier, form, status=MOVED_ON)


class ToReturnView(ReturnsPage):
    """The button "Trả kết quả" on a dossier's page leads here."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """To the page of the result, or of its shipment's preparation."""
        _actor, dossier = clerk_and_dossier(request.actors, code)
        return redirect("counter:return_detail", code=dossier.code)


class ReceiverSignatureView(ReturnsPage):
    """The signature that the receiver drew."""

    def get(self, request: ActorRequest, code: str) -> HttpResponseBase:
        """The picture; 404 where it was signed on paper."""
        _actor, dossier = clerk_and_dossier(request.actors, code)
        row = HandOver.objects.filter(dossier=dossier).first()
        if row is None or not row.signature:
            raise Http404
        return send_file(
            row.signature, media_type="image/png", name=f"{row.key}.png", private=False
        )


def _done(row: HandOver, code: str) -> str:
    words = {"name": row.receiver_name, "code": code}
    if row.signed_on_paper:
        return _("Đã trả kết quả hồ sơ %(code)s cho %(name)s; nhớ lấy chữ ký trên giấy.") % words
    return _("Đã trả kết quả hồ sơ %(code)s cho %(name)s.") % words


def _page(
    request: ActorRequest, dossier: Dossier, form: HandOverForm, *, status: int = 200
) -> HttpResponse:
    row = HandOver.objects.select_related("clerk", "agency").filter(dossier=dossier).first()
    shipments = Shipment.objects.filter(dossier=dossier).order_by("-pk")
    context: dict[str, Any] = {
        "dossier": dossier,
        "form": form,
        "row": row,
        "shipments": list(shipments),
        "can_hand_over": row is None and _can_go(dossier),
        "can_ship": dossier.return_channel == Dossier.ReturnChannel.POST
        and row is None
        and _can_go(dossier),
        "result": _result_of(dossier),
        "when_authorised": WHEN_AUTHORISED,
    }
    return render(request, "counter/returns/return_detail.html", context, status=status)


def _can_go(dossier: Dossier) -> bool:
    """Finished, paid, signed; or brought back by the post."""
    if dossier.state == State.RETURNED:
        return came_back(dossier)
    is_ready = not dossier.is_unpaid and not dossier.awaiting_signature
    return dossier.state == State.COMPLETED and is_ready


def _result_of(dossier: Dossier) -> Document | None:
    """The PDF to print when the agency has sent no paper."""
    results = Document.objects.filter(dossier=dossier, kind=Document.Kind.RESULT, voided_at=None)
    return results.order_by("-number").first()
