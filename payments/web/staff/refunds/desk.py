"""`/desk/refunds/`: a leader decides on what is asked back from her agency's fees."""

import uuid

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from payments.actions.approve_refund import approve_refund
from payments.actions.reject_refund import reject_refund
from payments.models import Refund
from payments.queries.refunds import refund_at_desk, refunds_at_desk
from payments.states import RefundState
from payments.web.staff.refunds.acting import act
from payments.web.staff.refunds.forms import RejectForm
from payments.web.staff.refunds.pages import list_context, refund_context
from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest, FreshProofRequired, StaffRequired


def _refund(request: ActorRequest, key: uuid.UUID) -> Refund:
    try:
        return refund_at_desk(request.actor, key)
    except Refund.DoesNotExist as error:
        raise Http404 from error


def _page(
    request: ActorRequest,
    key: uuid.UUID,
    template: str,
    form: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    refund = _refund(request, key)
    own = refund.requested_by_id == request.actor.user_id
    context = {
        **refund_context(refund, "desk"),
        "can_decide": refund.state == RefundState.REQUESTED and not own,
        "form": form,
    }
    return render(request, template, context, status=status)


@method_decorator(never_cache, name="dispatch")
class DeskRefundsView(StaffRequired):
    """Open and recent refunds, those that wait for a decision first."""

    roles = (Role.LEADER,)

    def get(self, request: ActorRequest) -> HttpResponse:
        """The list."""
        context = list_context(request, refunds_at_desk(request.actor))
        return render(request, "payments/refund_desk_list.html", context)


@method_decorator(never_cache, name="dispatch")
class DeskRefundView(StaffRequired):
    """One refund, and the two ways to decide."""

    roles = (Role.LEADER,)

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The page."""
        return _page(request, key, "payments/refund_desk_detail.html")


@method_decorator(never_cache, name="dispatch")
class RefundApproveView(FreshProofRequired):
    """Approve it, with the second factor shown a moment ago."""

    roles = (Role.LEADER,)
    template_name = "payments/refund_approve.html"

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """What will happen, and the button; what is decided leads to its page."""
        if _refund(request, key).state != RefundState.REQUESTED:
            return redirect("payments:desk_refund", key=key)
        return _page(request, key, self.template_name)

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Approve."""
        refund = _refund(request, key)
        return act(
            request,
            forms.Form(request.POST),
            lambda: approve_refund(actor=request.actor, refund=refund),
            done=_("Đã duyệt hoàn trả và báo cho người nộp."),
            then=reverse("payments:desk_refunds"),
            page=lambda form, status: _page(request, key, self.template_name, form, status),
        )


@method_decorator(never_cache, name="dispatch")
class RefundRejectView(StaffRequired):
    """Do not approve it, saying why."""

    roles = (Role.LEADER,)
    template_name = "payments/refund_reject.html"

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The form; what is decided leads to its page."""
        if _refund(request, key).state != RefundState.REQUESTED:
            return redirect("payments:desk_refund", key=key)
        return _page(request, key, self.template_name, RejectForm())

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Reject."""
        refund, form = _refund(request, key), RejectForm(request.POST)
        form.is_valid()
        reason = form.cleaned_data.get("reason", "")
        return act(
            request,
            form,
            lambda: reject_refund(actor=request.actor, refund=refund, reason=reason),
            done=_("Đã không duyệt hoàn trả và lưu lý do."),
            then=reverse("payments:desk_refunds"),
            page=lambda form, status: _page(request, key, self.template_name, form, status),
        )
