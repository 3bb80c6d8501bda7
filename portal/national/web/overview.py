"""How the line does, on one page (/manage/national/), and who is in charge of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest
from portal.national.actions.put_in_charge import put_in_charge
from portal.national.models import Endpoint
from portal.national.queries import cases, comparisons, throughput
from portal.national.queries.duty import people_who_may_be_in_charge, person_in_charge
from portal.national.queries.throughput import Span
from portal.national.queries.watch import Line, line
from portal.national.web import words
from portal.national.web.access import UNUSABLE, AdminRequired, ReaderRequired
from portal.national.web.comparison_words import decorate_comparisons
from portal.national.web.headline import headline
from portal.national.web.subjects import decorate_cases
from portal.shared.clock import PROVINCE_TIME
from portal.shared.errors import InvalidInput
from portal.shared.web.bar_chart import Chart, chart

TEMPLATE = "national/overview.html"


class PersonField(forms.ModelChoiceField):
    """A person by name and address of mail."""

    def label_from_instance(self, obj: Any) -> str:
        """Two of one name are told apart."""
        return f"{obj.full_name} ({obj.email or obj.phone})"


class InChargeForm(forms.Form):
    """Whom cases are for."""

    user = PersonField(
        queryset=User.objects.none(),
        label=gettext_lazy("Giao cho"),
        help_text=gettext_lazy("Người này nhận thư khi có việc cần xử lý."),
        empty_label=None,
        error_messages={
            "required": gettext_lazy("Hãy chọn một người."),
            "invalid_choice": gettext_lazy("Hãy chọn một quản trị tỉnh đang làm việc."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = [person.pk for person in people_who_may_be_in_charge()]
        field = self.fields["user"]
        assert isinstance(field, PersonField)
        field.queryset = User.objects.filter(pk__in=able).order_by("full_name", "pk")


@method_decorator(never_cache, name="dispatch")
class WatchView(ReaderRequired):
    """The page."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """Everything that the line says of itself, in a fixed number of reads."""
        return render(request, TEMPLATE, _context(request))


class PutInChargeView(AdminRequired):
    """The button "Giao phụ trách"."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """Reloading: back to the page."""
        return redirect("national:watch")

    def post(self, request: ActorRequest) -> HttpResponse:
        """Put somebody in charge."""
        form = InChargeForm(request.POST)
        if form.is_valid():
            person = form.cleaned_data["user"]
            try:
                put_in_charge(actor=request.actor, user=person)
            except InvalidInput as refusal:
                form.add_error("user", refusal.errors["user"])
            else:
                messages.success(
                    request,
                    _("%(name)s phụ trách đồng bộ quốc gia từ nay.") % {"name": person.full_name},
                )
                return redirect("national:watch")
        return render(request, TEMPLATE, _context(request, form), status=UNUSABLE)


def _context(request: ActorRequest, form: InChargeForm | None = None) -> dict[str, Any]:
    seen = line()
    in_charge = person_in_charge()
    writes = request.actor.role == Role.PROVINCIAL_ADMIN
    if writes and form is None:
        form = InChargeForm(initial={"user": in_charge})
    hour, day = throughput.last_hour(), throughput.last_day()
    found, _more = cases.cases(is_open=True, most=cases.FIRST)
    return {
        "headline": headline(seen),
        "line": seen,
        "backlogs": _backlogs(seen),
        "held_back": words.counted(seen.held_back),
        "parked": words.counted(seen.parked) if seen.parked else "",
        "endpoints": [_endpoint(name, seen) for name in Endpoint.Name],
        "hour": _picture(hour, "%H:%M"),
        "day": _picture(day, "%H:%M %d/%m"),
        "cases": decorate_cases(found),
        "comparisons": decorate_comparisons(comparisons.latest_of_each_kind()),
        "in_charge": in_charge,
        "form": form,
        "writes": writes,
    }


def _backlogs(seen: Line) -> list[dict[str, str]]:
    return [
        {
            "label": each.label,
            "count": words.counted(each.count),
            "age": words.length(seen.at - each.oldest) if each.oldest else "",
        }
        for each in seen.backlogs
    ]


@dataclass(frozen=True)
class EndpointRow:
    """One endpoint in words."""

    label: str
    kind: str
    state: str
    last_success_at: datetime | None
    last_error_at: datetime | None
    last_error: str


def _endpoint(name: Endpoint.Name, seen: Line) -> EndpointRow:
    known = seen.endpoints.get(name.value)
    if known is None:
        return EndpointRow(str(name.label), "neutral", _("Chưa dùng lần nào"), None, None, "")
    if known.down_since:
        state = _("Không trả lời từ %(since)s") % {"since": words.since(known.down_since)}
    else:
        state = _("Đang trả lời") if known.last_success_at else _("Chưa dùng lần nào")
    kind = "error" if known.down_since else "success" if known.last_success_at else "neutral"
    return EndpointRow(
        label=str(name.label),
        kind=kind,
        state=state,
        last_success_at=known.last_success_at,
        last_error_at=known.last_error_at,
        last_error=words.masked(known.last_error),
    )


@dataclass(frozen=True)
class Picture:
    """A chart and the rows of the table beside it, the latest first."""

    chart: Chart
    highest: str
    first: str
    total: str
    rows: Sequence[dict[str, str]]


def _picture(spans: Sequence[Span], form: str) -> Picture:
    rows = [
        {
            "at": span.at.astimezone(PROVINCE_TIME).strftime(form),
            "delivered": words.whole(span.delivered),
            "parked": words.whole(span.parked),
            "failed": words.whole(span.failed),
            "slowest": words.of_ms(span.slowest_ms) if span.delivered else "–",
        }
        for span in spans
    ]
    drawn = chart(
        [
            (span.delivered, f"{row['at']}: {row['delivered']}")
            for span, row in zip(spans, rows, strict=True)
        ]
    )
    return Picture(
        chart=drawn,
        highest=words.whole(drawn.highest),
        first=rows[0]["at"],
        total=words.whole(sum(span.delivered for span in spans)),
        rows=rows[::-1],
    )
