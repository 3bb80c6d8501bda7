"""`/counter/refunds/new/`: a clerk asks for money to be given back."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from payments.actions.request_refund import request_refund
from payments.models import PaymentAttempt
from payments.queries.refunds import left_to_give_back, refundable_at_counter
from payments.web.staff.refunds.acting import act
from payments.web.staff.refunds.forms import RefundRequestForm
from payments.web.staff.refunds.pages import MOVED_ON, UNUSABLE
from payments.words.money import way_of
from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest, StaffRequired
from portal.agencies.queries import of_agency_and_before
from portal.shared.web.nul import without_nul

NOTHING = 404


@method_decorator(never_cache, name="dispatch")
class RefundNewView(StaffRequired):
    """First which subject (`?reference=`, what people call it), then how much and why."""

    roles = (Role.CLERK,)

    def get(self, request: ActorRequest) -> HttpResponse:
        """The question for the reference, or the form."""
        reference = request.GET.get("reference", "").strip()
        found = refundable_at_counter(request.actor, reference) if reference else []
        if not found:
            context = {"reference": reference}
            status = NOTHING if reference else 200
            return render(request, "payments/refund_find.html", context, status=status)
        left = f"{left_to_give_back(found[0]):,}".replace(",", ".")
        form = RefundRequestForm(initial={"amount_vnd": left})
        return _page(request, found, found[0], form)

    def post(self, request: ActorRequest) -> HttpResponse:
        """Ask. A payment that is not of the clerk's agency does not exist."""
        reference = without_nul(request.POST.get("reference", "")).strip()
        found = refundable_at_counter(request.actor, reference)
        chosen = next((a for a in found if str(a.key) == request.POST.get("attempt")), None)
        if chosen is None:
            if _was_here(request, reference):
                return render(request, "payments/refund_moved_on.html", status=MOVED_ON)
            raise Http404
        form = RefundRequestForm(request.POST)
        if not form.is_valid():
            return _page(request, found, chosen, form, status=UNUSABLE)
        return act(
            request,
            form,
            lambda: request_refund(actor=request.actor, attempt=chosen, **form.cleaned_data),
            done=_("Đã gửi đề nghị hoàn trả đến lãnh đạo cơ quan có khoản thu."),
            then=reverse("payments:counter_refunds"),
            page=lambda form, status: _page(request, found, chosen, form, status),
        )


def _was_here(request: ActorRequest, reference: str) -> bool:
    """Whether it is the clerk's, only that nothing can be asked back of it any more."""
    try:
        key = uuid.UUID(request.POST.get("attempt", ""))
    except ValueError:
        return False
    counters = of_agency_and_before(request.actor.agency_id)
    here = PaymentAttempt.objects.filter(obligation__counter__in=counters)
    return here.filter(key=key, obligation__reference=reference).exists()


def _page(
    request: ActorRequest,
    found: list[PaymentAttempt],
    chosen: PaymentAttempt,
    form: RefundRequestForm,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "obligation": chosen.obligation,
        "payments": [
            {
                "attempt": attempt,
                "way": way_of(attempt),
                "left": left_to_give_back(attempt),
                "chosen": attempt == chosen,
            }
            for attempt in found
        ],
    }
    return render(request, "payments/refund_new.html", context, status=status)
