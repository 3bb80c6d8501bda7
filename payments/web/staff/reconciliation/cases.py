"""Differences that somebody clears up (/manage/reconciliation/cases/)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from payments.actions.close_case import LONGEST, close_case
from payments.actions.take_case import take_case
from payments.models import ReconciliationCase
from payments.queries import reconciliation as queries
from payments.web.staff.reconciliation.overview import READERS, UNUSABLE, WRITERS, number_or_zero
from payments.web.staff.reconciliation.words import decorate_cases
from portal.accounts.web.access import ActorRequest, StaffRequired
from portal.shared.errors import InvalidInput, NotAllowed, StalePage

MOVED_ON, DENIED = 409, 403
STATES = ReconciliationCase.State


class CloseForm(forms.Form):
    """What cleared it up."""

    resolution = forms.CharField(
        label=gettext_lazy("Cách giải quyết"),
        help_text=gettext_lazy("Ghi rõ nguyên nhân và việc đã làm, không ghi thông tin cá nhân."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
    )


class CasesView(StaffRequired, TemplateView):
    """Cases by state (`?state=`), open ones the oldest first."""

    roles = READERS
    template_name = "payments/reconciliation_cases.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of cases."""
        asked = self.request.GET.get("state", "")
        state = asked if asked in STATES.values else STATES.OPEN.value
        after = number_or_zero(self.request.GET.get("after", ""))
        found, more = queries.cases(state=state, after=after)
        return {
            **super().get_context_data(**kwargs),
            "cases": decorate_cases(found),
            "state": state,
            "states": STATES.choices,
            "next_url": f"?state={state}&after={more}" if more else "",
        }


class CaseView(StaffRequired):
    """One case: what the books say of it, who has it, how it was cleared up."""

    roles = READERS

    def get(self, request: ActorRequest, pk: int) -> HttpResponse:
        """The page."""
        return case_page(request, pk, CloseForm())


def case_page(
    request: ActorRequest, pk: int, form: CloseForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    """The page of a case, with what a refused step leaves behind."""
    try:
        case = queries.case_by(pk)
    except ReconciliationCase.DoesNotExist as error:
        raise Http404 from error
    writes = request.actor.role in WRITERS
    context = {
        "case": decorate_cases([case])[0],
        "row": queries.row_now(case),
        "form": form,
        "refusal": refusal,
        "may_take": writes and case.is_open and case.owner_id != request.actor.user_id,
        "may_close": writes and case.is_open and case.owner_id == request.actor.user_id,
    }
    return render(request, "payments/reconciliation_case.html", context, status=status)


class CaseTakeView(StaffRequired):
    """The button "Nhận vụ việc"."""

    roles = WRITERS

    def get(self, request: ActorRequest, pk: int) -> HttpResponse:
        """Reloading: back to the case."""
        return redirect("payments:reconciliation_case", pk=pk)

    def post(self, request: ActorRequest, pk: int) -> HttpResponse:
        """Take it, from whom the page said it was."""
        seen = number_or_zero(request.POST.get("seen_owner", "")) or None
        try:
            take_case(actor=request.actor, case_id=pk, seen_owner_id=seen)
        except ReconciliationCase.DoesNotExist as error:
            raise Http404 from error
        except StalePage as refusal:
            return case_page(request, pk, CloseForm(), refusal=str(refusal), status=MOVED_ON)
        messages.success(request, _("Bạn đã nhận vụ việc này."))
        return redirect("payments:reconciliation_case", pk=pk)


class CaseCloseView(StaffRequired):
    """The button "Kết thúc vụ việc"."""

    roles = WRITERS

    def get(self, request: ActorRequest, pk: int) -> HttpResponse:
        """Reloading: back to the case."""
        return redirect("payments:reconciliation_case", pk=pk)

    def post(self, request: ActorRequest, pk: int) -> HttpResponse:
        """Close it with what cleared it up."""
        form = CloseForm(request.POST)
        form.is_valid()
        try:
            close_case(
                actor=request.actor, case_id=pk, resolution=form.cleaned_data.get("resolution", "")
            )
        except ReconciliationCase.DoesNotExist as error:
            raise Http404 from error
        except InvalidInput as refusal:
            for name, text in refusal.errors.items():
                form.add_error(name, text)
            return case_page(request, pk, form, status=UNUSABLE)
        except (StalePage, NotAllowed) as refusal:
            status = MOVED_ON if isinstance(refusal, StalePage) else DENIED
            return case_page(request, pk, form, refusal=str(refusal), status=status)
        messages.success(request, _("Đã kết thúc vụ việc."))
        return redirect(reverse("payments:reconciliation_cases"))
