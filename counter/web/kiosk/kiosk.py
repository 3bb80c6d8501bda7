"""`/queue/<agency_code>/`: the touch screen at the door; the slip with the number."""

import uuid
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from counter.actions.take_ticket import QueueFull, take_ticket
from counter.models import Ticket
from counter.queue.forecast import forecast
from counter.queue.reads import (
    before,
    latest_services,
    one_stop_agency,
    staffed_desks,
    ticket_of,
    waiting_by_line,
)
from counter.web.queue.words import forecast_words
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.errors import InvalidInput
from portal.shared.rate_limit import Limit, TooManyTries, client_address
from portal.shared.web.errors import too_many_requests

UNUSABLE, FULL = 422, 429
# A kiosk is one address for everybody: a number every six seconds is more than any door sees.
TAKING = Limit("queue_ticket", times=50, seconds=300)
# How long the slip stays on the kiosk's screen before the next person.
BACK_TO_START_SECONDS = 20


@method_decorator(never_cache, name="dispatch")
class KioskView(View):
    """Three large buttons; each takes a number. `?kiosk=1` on the touch screen itself: the slip
    prints and makes room for the next person."""

    def get(self, request: HttpRequest, agency_code: str) -> HttpResponse:
        """The buttons."""
        return self._page(request, one_stop_agency(agency_code), "")

    def post(self, request: HttpRequest, agency_code: str) -> HttpResponse:
        """Take a number; the slip."""
        agency = one_stop_agency(agency_code)
        try:
            TAKING.spend(client_address(request))
            ticket = take_ticket(actor=None, agency=agency, purpose=request.POST.get("purpose", ""))
        except TooManyTries as refusal:
            return too_many_requests(request, refusal.seconds)
        except InvalidInput as refusal:
            return self._page(request, agency, str(refusal), status=UNUSABLE)
        except QueueFull as refusal:
            response = self._page(request, agency, str(refusal), status=FULL)
            if request.POST.get("kiosk"):
                # The words are for who stands there now, not for the next.
                response["Refresh"] = f"{BACK_TO_START_SECONDS}; url={request.path}?kiosk=1"
            return response
        slip = reverse("counter:ticket_slip", kwargs={"key": ticket.key})
        is_kiosk = bool(request.POST.get("kiosk"))
        return redirect(f"{slip}?{urlencode({'kiosk': 1})}" if is_kiosk else slip)

    def _page(
        self, request: HttpRequest, agency: Agency, problem: str, *, status: int = 200
    ) -> HttpResponse:
        counts = waiting_by_line(agency.pk)
        latest = latest_services(agency.pk, clock.today())
        context = {
            "agency": agency,
            "purposes": Ticket.Purpose.choices,
            "waiting": sum(counts.values()),
            "forecast": forecast_words(forecast(counts, latest, staffed_desks(agency.pk).count())),
            "is_kiosk": bool(request.GET.get("kiosk") or request.POST.get("kiosk")),
            "problem": problem,
        }
        return render(request, "public/queue/kiosk.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class TicketSlipView(View):
    """The number in huge type, a QR to follow it on the phone; made for a roll of 80 mm, too."""

    def get(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        """The slip; on the kiosk it goes back to the start by itself."""
        ticket = ticket_of(key)
        is_kiosk = bool(request.GET.get("kiosk"))
        kiosk_url = reverse("counter:kiosk", kwargs={"agency_code": ticket.agency.code})
        context = {
            "ticket": ticket,
            "before": sum(before(ticket).values()),
            "qr": ticket_qr(ticket),
            "is_kiosk": is_kiosk,
            "kiosk_url": f"{kiosk_url}?kiosk=1" if is_kiosk else kiosk_url,
        }
        response = render(request, "public/queue/slip.html", context)
        if is_kiosk:
            response["Refresh"] = f"{BACK_TO_START_SECONDS}; url={context['kiosk_url']}"
        return response


def ticket_qr(ticket: Ticket) -> SafeString:
    """The ticket's address as a QR code: SVG for the page itself."""
    address = settings.PUBLIC_URL + reverse("counter:ticket", kwargs={"key": ticket.key})
    code = segno.make(address, error="m")
    return SafeString(
        code.svg_inline(
            border=2, light="#fff", omitsize=True, svgclass="slip__qr",
            title=_("Mã QR mở phiếu số thứ tự trên điện thoại"),
        )
    )  # fmt: skip
