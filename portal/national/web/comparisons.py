"""The two sides compared (/manage/national/comparisons/)."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest
from portal.national.models import Comparison, Difference
from portal.national.queries import comparisons as queries
from portal.national.web.access import ReaderRequired
from portal.national.web.comparison_words import decorate_comparisons, decorate_differences
from portal.national.web.paging import address, number_or_zero
from portal.shared import clock

LIST = "national/comparisons.html"
LOOK_AGAIN_SECONDS = 3


class AskForm(forms.Form):
    """What to compare now."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Đối chiếu"),
        choices=Comparison.Kind.choices,
        initial=Comparison.Kind.DOSSIERS,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Hãy chọn đối chiếu hồ sơ hay danh mục."),
            "invalid_choice": gettext_lazy("Hãy chọn đối chiếu hồ sơ hay danh mục."),
        },
    )
    since = forms.DateField(
        label=gettext_lazy("Hồ sơ có mã từ ngày"),
        help_text=gettext_lazy("Ví dụ 22/03/2022. Để trống thì đối chiếu tất cả hồ sơ."),
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d", "%d/%m/%y"],
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("Hãy viết ngày theo dạng ngày/tháng/năm, ví dụ 22/03/2022.")
        },
    )

    def clean_since(self) -> Any:
        """Nothing is of tomorrow."""
        since = self.cleaned_data["since"]
        if since and since > clock.today():
            raise forms.ValidationError(_("Ngày này chưa tới; hãy chọn ngày đã qua hoặc hôm nay."))
        return since


@method_decorator(never_cache, name="dispatch")
class ComparisonsView(ReaderRequired):
    """The latest first (`?before=`)."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """One page of comparisons."""
        return comparisons_page(request, AskForm())


@method_decorator(never_cache, name="dispatch")
class ComparisonView(ReaderRequired):
    """Both numbers and the differences; `?kind=` narrows. It looks again by itself meanwhile."""

    def get(self, request: ActorRequest, pk: int) -> HttpResponse:
        """The page."""
        try:
            comparison = queries.comparison_by(pk)
        except Comparison.DoesNotExist as error:
            raise Http404 from error
        asked = request.GET.get("kind", "")
        kind = asked if asked in Difference.Kind.values else ""
        after = number_or_zero(request.GET.get("after", ""))
        found, more = queries.differences(comparison, kind=kind, after=after)
        here = reverse("national:comparison", args=[pk])
        shown = decorate_comparisons([comparison])[0]
        context = {
            "comparison": shown,
            "differences": decorate_differences(found),
            "kind": kind,
            "kinds": [
                (value, Difference.Kind(value).label) for value in queries.kinds_of(comparison)
            ],
            "here": here,
            "next_url": address(here, kind=kind, after=more) if more else "",
        }
        response = render(request, "national/comparison.html", context)
        if shown.is_under_way:  # type: ignore[attr-defined]
            response["Refresh"] = str(LOOK_AGAIN_SECONDS)
        return response


def comparisons_page(request: ActorRequest, form: AskForm, *, status: int = 200) -> HttpResponse:
    """The list, with the form to ask for one as it was sent."""
    before = number_or_zero(request.GET.get("before", ""))
    found, more = queries.comparisons(before=before)
    context = {
        "comparisons": decorate_comparisons(found),
        "form": form,
        "writes": request.actor.role == Role.PROVINCIAL_ADMIN,
        "next_url": address(reverse("national:comparisons"), before=more) if more else "",
    }
    return render(request, LIST, context, status=status)
