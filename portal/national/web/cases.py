"""Work for the person in charge (/manage/national/cases/)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest
from portal.national.actions.close_case import LONGEST, close_case
from portal.national.models import SyncCase
from portal.national.queries import cases as queries
from portal.national.web.access import MOVED_ON, UNUSABLE, AdminRequired, ReaderRequired
from portal.national.web.paging import address, number_or_zero
from portal.national.web.subjects import decorate_cases
from portal.national.web.words import masked
from portal.shared.errors import InvalidInput, StalePage

OPEN, CLOSED = "open", "closed"


class OutcomeForm(forms.Form):
    """What was found and done."""

    outcome = forms.CharField(
        label=gettext_lazy("Kết quả xử lý"),
        help_text=gettext_lazy("Ghi rõ nguyên nhân và việc đã làm, không ghi thông tin cá nhân."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
    )


@method_decorator(never_cache, name="dispatch")
class CasesView(ReaderRequired, TemplateView):
    """`?state=` open or closed; the latest first."""

    template_name = "national/cases.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of cases."""
        state = CLOSED if self.request.GET.get("state") == CLOSED else OPEN
        before = number_or_zero(self.request.GET.get("before", ""))
        found, more = queries.cases(is_open=state == OPEN, before=before)
        return {
            **super().get_context_data(**kwargs),
            "cases": decorate_cases(found),
            "state": state,
            "states": [(OPEN, _("Đang mở")), (CLOSED, _("Đã đóng"))],
            "next_url": address(reverse("national:cases"), state=state, before=more)
            if more
            else "",
        }


@method_decorator(never_cache, name="dispatch")
class CaseView(ReaderRequired):
    """One case."""

    def get(self, request: ActorRequest, pk: int) -> HttpResponse:
        """The page."""
        return _page(request, pk, OutcomeForm())


class CaseCloseView(AdminRequired):
    """The button "Đóng việc này"."""

    def get(self, request: ActorRequest, pk: int) -> HttpResponse:
        """Reloading: back to the case."""
        return redirect("national:case", pk=pk)

    def post(self, request: ActorRequest, pk: int) -> HttpResponse:
        """Close it with what was found."""
        form = OutcomeForm(request.POST)
        form.is_valid()
        try:
            close_case(
                actor=request.actor, case_id=pk, outcome=form.cleaned_data.get("outcome", "")
            )
        except SyncCase.DoesNotExist as error:
            raise Http404 from error
        except InvalidInput as refusal:
            for name, text in refusal.errors.items():
                form.add_error(name, text)
            return _page(request, pk, form, status=UNUSABLE)
        except StalePage as refusal:
            return _page(request, pk, form, refusal=str(refusal), status=MOVED_ON)
        messages.success(request, _("Đã đóng việc này."))
        return redirect("national:cases")


def _page(
    request: ActorRequest, pk: int, form: OutcomeForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    try:
        case = queries.case_by(pk)
    except SyncCase.DoesNotExist as error:
        raise Http404 from error
    context = {
        "case": decorate_cases([case])[0],
        "text": masked(case.text),
        "form": form,
        "refusal": refusal,
        "may_close": request.actor.role == Role.PROVINCIAL_ADMIN and case.closed_at is None,
    }
    return render(request, "national/case.html", context, status=status)
