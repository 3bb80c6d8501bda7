"""`/me/dossiers/<key>/delivery/`: how the result is received."""

import uuid
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.actions.save_answers import channels_of, save_delivery
from dossiers.answering import cleaned_answers
from dossiers.models import Dossier
from dossiers.web.citizen.base import UNUSABLE, DraftPage
from dossiers.web.citizen.current import current_draft
from dossiers.web.citizen.order import DELIVERY, Order, order_of
from portal.accounts.queries import citizen_with_address
from portal.accounts.web.access import ActorRequest
from portal.agencies.models import Agency
from portal.shared.errors import InvalidInput
from services.binding import binding

_Channel = Dossier.ReturnChannel
_HINTS = {
    _Channel.ONLINE: gettext_lazy("Bản điện tử có ngay trên trang hồ sơ khi giải quyết xong."),
    _Channel.COUNTER: gettext_lazy("Mang theo giấy tờ tùy thân đến %(place)s."),
    _Channel.POST: gettext_lazy("Bưu tá giao đến %(place)s. Cước bưu chính trả khi nhận."),
}


@dataclass(frozen=True)
class ChannelChoice:
    """A way to receive the result, as a circle to choose."""

    value: str
    label: str
    hint: str
    chosen: bool


class DraftDeliveryView(DraftPage):
    """The ways that the procedure offers."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The choice."""
        return _page(request, current_draft(request.actor, key))

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Save it and go on."""
        typed = request.POST.get("return_channel", "")
        try:
            draft = save_delivery(actor=request.actor, key=key, return_channel=typed)
        except InvalidInput as refusal:
            draft = current_draft(request.actor, key)
            return _page(request, draft, error=refusal.errors["return_channel"], status=UNUSABLE)
        return redirect(_order(draft).after(DELIVERY))


def _page(
    request: ActorRequest, draft: Dossier, *, error: str = "", status: int = 200
) -> HttpResponse:
    bound = binding(draft.revision_id)
    order = _order(draft)
    choices = _choices(request, draft)
    context = {
        "draft": draft,
        "bound": bound,
        "choices": choices,
        "error": error,
        "errors": [{"href": "#id_return_channel_0", "text": error}] if error else [],
        "number": order.number(DELIVERY),
        "total": order.total,
        "back": order.before(DELIVERY),
    }
    return render(request, "citizen/draft_delivery.html", context, status=status)


def _order(draft: Dossier) -> Order:
    bound = binding(draft.revision_id)
    return order_of(draft, bound, cleaned_answers(draft, partial=True).values)


def _choices(request: ActorRequest, draft: Dossier) -> list[ChannelChoice]:
    address = citizen_with_address(request.actor).address or _("địa chỉ trong “Thông tin của tôi”")
    counter = Agency.objects.get(pk=draft.receiving_agency_id).name
    places = {_Channel.COUNTER: counter, _Channel.POST: address}
    return [
        ChannelChoice(
            value=channel,
            label=str(_Channel(channel).label),
            hint=str(_HINTS[_Channel(channel)]) % {"place": places.get(_Channel(channel), "")},
            chosen=channel == draft.return_channel,
        )
        for channel in channels_of(draft)
    ]
