"""Results that go by post: prepare, label, give to the post, what became of it."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counter.actions.end_shipment import deliver_shipment, take_shipment_back
from counter.actions.prepare_shipment import prepare_shipment
from counter.actions.send_shipment import send_shipment
from counter.models import Shipment
from counter.returns.label import ensure_label, label_place
from counter.returns.queries import clerk_and_dossier, sent_on, shipment_of
from counter.web.returns.base import (
    FORBIDDEN,
    MOVED_ON,
    UNUSABLE,
    ReturnsPage,
    add_errors,
    day_of,
)
from dossiers.models import Dossier
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput, NotAllowed, Refusal, StalePage
from portal.shared.web.serving import send_file

SECONDS_TO_LOOK_AGAIN = 2


class AddressForm(forms.Form):
    """To whom it goes; filled from the dossier."""

    receiver_name = forms.CharField(
        label=gettext_lazy("Người nhận"), max_length=200, required=False
    )
    phone = forms.CharField(
        label=gettext_lazy("Số điện thoại"),
        help_text=gettext_lazy("Bưu tá gọi số này trước khi phát."),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    address = forms.CharField(
        label=gettext_lazy("Địa chỉ nhận"),
        help_text=gettext_lazy("Số nhà, đường hoặc thôn, xã (phường), huyện, tỉnh."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SendForm(forms.Form):
    """What the post says when it takes the parcel."""

    tracking_number = forms.CharField(
        label=gettext_lazy("Số hiệu bưu gửi"),
        help_text=gettext_lazy("Quét hoặc nhập số trên tem bưu điện, ví dụ EB125966888VN."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocapitalize": "characters"}),
    )


class ShipmentPrepareView(ReturnsPage):
    """Check the address, print the label."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The address as it was when the dossier was filed, or as it was prepared before."""
        _actor, dossier = clerk_and_dossier(request.actors, code)
        return self._page(request, dossier, AddressForm(initial=_address_of(dossier)))

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """Prepare it; what was typed stays on the page when it cannot be done."""
        actor, dossier = clerk_and_dossier(request.actors, code)
        form = AddressForm(request.POST)
        if not form.is_valid():
            return self._page(request, dossier, form, status=UNUSABLE)
        try:
            shipment = prepare_shipment(actor=actor, code=code, **form.cleaned_data)
        except InvalidInput as refusal:
            add_errors(form, refusal)
            return self._page(request, dossier, form, status=UNUSABLE)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            status = FORBIDDEN if isinstance(refusal, NotAllowed) else MOVED_ON
            return self._page(request, dossier, form, status=status)
        messages.success(request, _("Đã chuẩn bị bưu gửi; phiếu gửi đang được in."))
        return redirect("counter:shipment_detail", key=shipment.key)

    def _page(
        self, request: ActorRequest, dossier: Dossier, form: AddressForm, *, status: int = 200
    ) -> HttpResponse:
        context = {"dossier": dossier, "form": form}
        return render(request, "counter/returns/shipment_prepare.html", context, status=status)


class ShipmentDetailView(ReturnsPage):
    """One shipment; POST gives it to the post."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Its label, its number, how it goes on."""
        _actor, shipment = shipment_of(request.actors, key)
        return _page(request, shipment, SendForm())

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Note the tracking number; the result is handed over with it."""
        actor, shipment = shipment_of(request.actors, key)
        form = SendForm(request.POST)
        if not form.is_valid():
            return _page(request, shipment, form, status=UNUSABLE)
        try:
            sent = send_shipment(actor=actor, key=key, **form.cleaned_data)
        except InvalidInput as refusal:
            add_errors(form, refusal)
            return _page(request, shipment, form, status=UNUSABLE)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            status = FORBIDDEN if isinstance(refusal, NotAllowed) else MOVED_ON
            return _page(request, shipment_of(request.actors, key)[1], form, status=status)
        words = {"code": shipment.dossier.code, "number": sent.tracking_number}
        messages.success(request, _("Đã giao bưu điện hồ sơ %(code)s: %(number)s.") % words)
        return redirect("counter:shipment_detail", key=key)


class ShipmentEndView(ReturnsPage):
    """POST only: what the post reports."""

    act: ClassVar[Callable[..., Shipment]]
    done: ClassVar[Any]

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Note it and go back to the shipment."""
        actor, _shipment = shipment_of(request.actors, key)
        try:
            type(self).act(actor=actor, key=key)
        except StalePage as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, self.done)
        return redirect("counter:shipment_detail", key=key)


class ShipmentDeliveredView(ShipmentEndView):
    """The post has delivered it."""

    act = staticmethod(deliver_shipment)
    done = gettext_lazy("Đã ghi: bưu điện đã phát.")


class ShipmentCameBackView(ShipmentEndView):
    """The post has brought it back."""

    act = staticmethod(take_shipment_back)
    done = gettext_lazy("Đã ghi chuyển hoàn. Kết quả chờ ở danh sách trả tại quầy.")


class ShipmentLabelView(ReturnsPage):
    """Phiếu gửi (A6)."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponseBase:
        """The PDF; while it is being made the page looks again by itself."""
        _actor, shipment = shipment_of(request.actors, key)
        if ensure_label(shipment):
            name = f"phieu-gui-{shipment.dossier.code}.pdf"
            return send_file(
                label_place(shipment), media_type="application/pdf", name=name, private=False
            )
        response = render(request, "counter/returns/label_being_made.html")
        response["Refresh"] = str(SECONDS_TO_LOOK_AGAIN)
        return response


class ShipmentDayView(ReturnsPage):
    """Bảng kê: what was given to the post on a day, to be signed by the postman."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """The page, on screen and on A4."""
        day = day_of(request.GET)
        context = {
            "day": day,
            "agency": request.actor.agency,
            "shipments": sent_on(request.actors, day),
        }
        return render(request, "counter/returns/shipment_day.html", context)


def _address_of(dossier: Dossier) -> dict[str, str]:
    prepared = Shipment.objects.filter(dossier=dossier).order_by("-pk").first()
    if prepared is not None:
        return {
            "receiver_name": prepared.receiver_name,
            "phone": prepared.phone,
            "address": prepared.address,
        }
    return {
        "receiver_name": dossier.applicant.get("full_name", ""),
        "phone": dossier.applicant.get("phone", ""),
        "address": dossier.applicant.get("address", ""),
    }


def _page(
    request: ActorRequest, shipment: Shipment, form: SendForm, *, status: int = 200
) -> HttpResponse:
    context = {"shipment": shipment, "dossier": shipment.dossier, "form": form}
    return render(request, "counter/returns/shipment_detail.html", context, status=status)
