"""The leader's view of tills: what waits for a signature, a day, signing it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from payments.actions.sign_off_cash_day import sign_off_cash_day
from payments.models import CashDay
from payments.queries.cash import days_led_by
from payments.states import CashDayState
from payments.web.staff.cash_pages import day_context, list_context
from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest, FreshProofRequired, StaffRequired
from portal.agencies.naming import as_called_at
from portal.shared.errors import Refusal

MOVED_ON = 409


def _led(request: ActorRequest, key: uuid.UUID) -> CashDay:
    days = days_led_by(request.actor).select_related("agency", "clerk", "signed_off_by")
    try:
        found = days.get(key=key)
    except CashDay.DoesNotExist as error:
        raise Http404 from error
    as_called_at(found.agency, found.opened_at)
    return found


@method_decorator(never_cache, name="dispatch")
class DeskCashListView(StaffRequired):
    """`/desk/cash/`: days that wait for the signature; `?show=all` all of them."""

    roles = (Role.LEADER,)

    def get(self, request: ActorRequest) -> HttpResponse:
        """The oldest that waits first; of all, the latest first."""
        show_all = request.GET.get("show") == "all"
        days = days_led_by(request.actor).select_related("agency", "clerk")
        if not show_all:
            days = days.filter(state=CashDayState.CLOSED).order_by("day", "pk")
        context = {**list_context(request, days), "show_all": show_all}
        return render(request, "payments/cash_desk_list.html", context)


@method_decorator(never_cache, name="dispatch")
class DeskCashDayView(StaffRequired):
    """`/desk/cash/<key>/`: the book of a day."""

    roles = (Role.LEADER,)

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The page."""
        cash_day = _led(request, key)
        context = {
            **day_context(cash_day),
            "for_leader": True,
            "can_sign": cash_day.state == CashDayState.CLOSED
            and cash_day.clerk_id != request.actor.user_id,
        }
        return render(request, "payments/cash_day_detail.html", context)


@method_decorator(never_cache, name="dispatch")
class CashDaySignOffView(FreshProofRequired):
    """`/desk/cash/<key>/sign-off/`: sign it, with the second factor shown a moment ago."""

    roles = (Role.LEADER,)

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """What is signed, and the button."""
        cash_day = _led(request, key)
        if cash_day.state != CashDayState.CLOSED:
            return redirect("payments:desk_cash_day", key=key)
        return self._page(request, cash_day)

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Sign."""
        cash_day = _led(request, key)
        try:
            sign_off_cash_day(actor=request.actor, key=key)
        except Refusal as refusal:
            return self._page(request, cash_day, refusal=str(refusal), status=MOVED_ON)
        messages.success(request, _("Đã ký duyệt sổ quỹ."))
        return redirect("payments:desk_cash_day", key=key)

    def _page(
        self, request: ActorRequest, cash_day: CashDay, *, refusal: str = "", status: int = 200
    ) -> HttpResponse:
        context = {**day_context(cash_day), "refusal": refusal}
        return render(request, "payments/cash_day_sign_off.html", context, status=status)
