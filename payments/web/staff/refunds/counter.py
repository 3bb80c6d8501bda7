"""`/counter/refunds/`: what the clerk's agency has to give back, and noting that it was paid."""

import uuid

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from payments.actions.pay_refund_by_transfer import pay_refund_by_transfer
from payments.actions.pay_refund_in_cash import pay_refund_in_cash
from payments.models import Refund
from payments.queries.refunds import refund_at_counter, refunds_at_counter
from payments.states import RefundState
from payments.web.staff.refunds.acting import act
from payments.web.staff.refunds.forms import TransferForm
from payments.web.staff.refunds.pages import list_context, refund_context
from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest, StaffRequired


def _refund(request: ActorRequest, key: uuid.UUID) -> Refund:
    try:
        return refund_at_counter(request.actor, key)
    except Refund.DoesNotExist as error:
        raise Http404 from error


def _page(
    request: ActorRequest, key: uuid.UUID, form: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    """As it is now, with the form that was sent or an empty one."""
    refund = _refund(request, key)
    context = {
        **refund_context(refund, "counter"),
        "can_pay": refund.state == RefundState.BY_HAND,
        "in_cash": refund.method == Refund.Method.CASH,
        "form": form,
        "transfer": form if isinstance(form, TransferForm) else TransferForm(),
    }
    return render(request, "payments/refund_counter_detail.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class CounterRefundsView(StaffRequired):
    """Open and recent refunds, those to be paid by hand first."""

    roles = (Role.CLERK,)

    def get(self, request: ActorRequest) -> HttpResponse:
        """The list."""
        context = list_context(request, refunds_at_counter(request.actor))
        return render(request, "payments/refund_counter_list.html", context)


@method_decorator(never_cache, name="dispatch")
class CounterRefundView(StaffRequired):
    """One refund; the forms to pay it where that is the clerk's to do."""

    roles = (Role.CLERK,)

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The page."""
        return _page(request, key)


class RefundTransferView(StaffRequired):
    """Note the bank's reference of a transfer."""

    roles = (Role.CLERK,)

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Reloading after signing in again: back to the page with the form."""
        return redirect("payments:counter_refund", key=_refund(request, key).key)

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Note it."""
        refund, form = _refund(request, key), TransferForm(request.POST)
        form.is_valid()
        reference = form.cleaned_data.get("transfer_reference", "")
        return act(
            request,
            form,
            lambda: pay_refund_by_transfer(
                actor=request.actor, refund=refund, transfer_reference=reference
            ),
            done=_("Đã ghi nhận chuyển khoản hoàn trả và báo cho người nộp."),
            then=reverse("payments:counter_refund", args=[key]),
            page=lambda form, status: _page(request, key, form, status),
        )


class RefundCashView(StaffRequired):
    """Pay it out of the till."""

    roles = (Role.CLERK,)

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Reloading after signing in again: back to the page with the button."""
        return redirect("payments:counter_refund", key=_refund(request, key).key)

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Pay it."""
        refund = _refund(request, key)
        return act(
            request,
            forms.Form(request.POST),
            lambda: pay_refund_in_cash(actor=request.actor, refund=refund),
            done=_("Đã chi tiền mặt hoàn trả và ghi vào sổ quỹ."),
            then=reverse("payments:counter_refund", args=[key]),
            page=lambda form, status: _page(request, key, form, status),
        )
