"""The clerk's till: today, a day, closing it, a receipt and its reversal."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from payments.actions.close_cash_day import close_cash_day
from payments.actions.open_cash_day import open_cash_day
from payments.actions.reverse_cash import reverse_cash
from payments.models import CashDay, PaymentAttempt
from payments.queries.cash import cash_receipt_for, day_of_today, days_of, open_day_of
from payments.queries.receipts import valid_receipt_of
from payments.states import AttemptState, CashDayState
from payments.web.staff.cash_forms import CloseForm, OpenForm, ReverseForm
from payments.web.staff.cash_pages import day_context, list_context
from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest, StaffRequired
from portal.agencies.naming import as_called_at
from portal.shared import clock
from portal.shared.errors import InvalidInput, Refusal
from portal.shared.money import format_vnd

UNUSABLE, MOVED_ON = 422, 409
# How soon the page that waits for a receipt looks again.
LOOK_AGAIN_SECONDS = 3


@method_decorator(never_cache, name="dispatch")
class TillView(StaffRequired):
    """Pages of clerks about their own tills."""

    roles = (Role.CLERK,)

    def own_day(self, request: ActorRequest, key: uuid.UUID) -> CashDay:
        """The day, if it is this clerk's; else 404."""
        try:
            found = days_of(request.actor).select_related("agency", "clerk").get(key=key)
        except CashDay.DoesNotExist as error:
            raise Http404 from error
        as_called_at(found.agency, found.opened_at)
        return found

    def taken_here(self, request: ActorRequest, key: uuid.UUID) -> PaymentAttempt:
        """Cash taken at this clerk's counter; else 404."""
        try:
            return cash_receipt_for(request.actor, key)
        except PaymentAttempt.DoesNotExist as error:
            raise Http404 from error


class CashTodayView(TillView):
    """`/counter/cash/`: the till as it is now; POST opens it."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """The open day (of before, when it was left open), else today's closed one, else the form
        that opens it."""
        return self._page(request, OpenForm())

    def post(self, request: ActorRequest) -> HttpResponse:
        """Open it."""
        form = OpenForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=UNUSABLE)
        try:
            open_cash_day(actor=request.actor, float_vnd=form.cleaned_data["float_vnd"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, form, status=MOVED_ON)
        messages.success(request, _("Đã mở sổ quỹ hôm nay."))
        return redirect("payments:cash_today")

    def _page(self, request: ActorRequest, form: OpenForm, *, status: int = 200) -> HttpResponse:
        cash_day = open_day_of(request.actor) or day_of_today(request.actor)
        context: dict[str, Any] = {"form": form, "today": clock.today(), "cash_day": cash_day}
        if cash_day is not None:
            context |= day_context(cash_day)
            context["is_left_open"] = (
                cash_day.state == CashDayState.OPEN and cash_day.day < clock.today()
            )
        return render(request, "payments/cash_today.html", context, status=status)


class CashDayListView(TillView):
    """`/counter/cash/days/`: the days of before."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """The latest first."""
        context = list_context(request, days_of(request.actor))
        return render(request, "payments/cash_day_list.html", context)


class CashDayDetailView(TillView):
    """`/counter/cash/<key>/`: the book of a day, also on paper."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The page."""
        return render(
            request, "payments/cash_day_detail.html", day_context(self.own_day(request, key))
        )


class CashDayCloseView(TillView):
    """`/counter/cash/<key>/close/`: count and close."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The form; a day that is closed already has nothing to count."""
        cash_day = self.own_day(request, key)
        if cash_day.state != CashDayState.OPEN:
            return redirect("payments:cash_day_detail", key=key)
        return self._page(request, cash_day, CloseForm())

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Close it."""
        cash_day = self.own_day(request, key)
        form = CloseForm(request.POST)
        if not form.is_valid():
            return self._page(request, cash_day, form, status=UNUSABLE)
        try:
            close_cash_day(actor=request.actor, key=key, **form.cleaned_data)
        except InvalidInput as refusal:
            for field, text in refusal.errors.items():
                form.add_error(field, text)
            return self._page(request, cash_day, form, status=UNUSABLE)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, cash_day, form, status=MOVED_ON)
        messages.success(request, _("Đã khóa sổ quỹ. Sổ chờ lãnh đạo ký duyệt."))
        return redirect("payments:cash_day_detail", key=key)

    def _page(
        self, request: ActorRequest, cash_day: CashDay, form: CloseForm, *, status: int = 200
    ) -> HttpResponse:
        context = {"form": form, **day_context(cash_day)}
        return render(request, "payments/cash_day_close.html", context, status=status)


class CashReceiptView(TillView):
    """`/counter/cash/receipts/<key>/`: cash was taken; print its receipt."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The page; while the receipt is being made it looks again by itself."""
        attempt = self.taken_here(request, key)
        receipt = valid_receipt_of(attempt)
        context = {
            "attempt": attempt,
            "obligation": attempt.obligation,
            "receipt": receipt,
            "is_ready": receipt is not None and receipt.ready_at is not None,
            "is_reversed": attempt.state == AttemptState.REVERSED,
        }
        response = render(request, "payments/cash_receipt.html", context)
        if not context["is_ready"] and not context["is_reversed"]:
            response["Refresh"] = str(LOOK_AGAIN_SECONDS)
        return response


class CashReverseView(TillView):
    """`/counter/cash/receipts/<key>/reverse/`: take a mistake out of the books."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """What will happen, and the reason."""
        return self._page(request, self.taken_here(request, key), ReverseForm())

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Do it."""
        attempt = self.taken_here(request, key)
        form = ReverseForm(request.POST)
        if not form.is_valid():
            return self._page(request, attempt, form, status=UNUSABLE)
        try:
            reverse_cash(actor=request.actor, key=key, reason=form.cleaned_data["reason"])
        except InvalidInput as refusal:
            for field, text in refusal.errors.items():
                form.add_error(field, text)
            return self._page(request, attempt, form, status=UNUSABLE)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, attempt, form, status=MOVED_ON)
        told = {
            "amount": format_vnd(attempt.amount_vnd),
            "reference": attempt.obligation.reference,
        }
        messages.success(
            request,
            _("Đã ghi đảo %(amount)s của hồ sơ %(reference)s. Hồ sơ trở lại chưa nộp phí.") % told,
        )
        return redirect("payments:cash_today")

    def _page(
        self,
        request: ActorRequest,
        attempt: PaymentAttempt,
        form: ReverseForm,
        *,
        status: int = 200,
    ) -> HttpResponse:
        context = {
            "form": form,
            "attempt": attempt,
            "obligation": attempt.obligation,
            "receipt": valid_receipt_of(attempt),
            "can_be_reversed": attempt.state == AttemptState.SETTLED,
        }
        return render(request, "payments/cash_reverse.html", context, status=status)
