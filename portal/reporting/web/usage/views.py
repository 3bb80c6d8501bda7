"""The list of procedures by use, one procedure, and those that nobody uses."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest, FreshProofRequired, StaffRequired
from portal.reporting.models import ProcedureUsage
from portal.reporting.usage import words
from portal.reporting.usage.queries import (
    DEFAULT_ORDER,
    ORDERS,
    UsagePage,
    counted_at,
    page_of,
    unused,
    usage_for,
)
from portal.shared.errors import InvalidInput, StalePage
from portal.shared.web.bar_chart import chart
from services.actions.withdraw_procedure import withdraw_procedure

UNUSABLE, MOVED_ON = 422, 409

ORDER_WORDS = {
    "most": gettext_lazy("Nhiều hồ sơ nhất"),
    "least": gettext_lazy("Ít hồ sơ nhất"),
    "left": gettext_lazy("Bỏ dở nhiều nhất"),
    "slow": gettext_lazy("Lâu nhất"),
    "last": gettext_lazy("Lâu chưa ai dùng"),
}


class UsageListView(StaffRequired):
    """`?order=` and `?page=`; nothing is counted here, the job has counted."""

    roles = (Role.PROVINCIAL_ADMIN,)

    def get(self, request: ActorRequest) -> HttpResponse:
        """The list."""
        order = request.GET.get("order", DEFAULT_ORDER)
        order = order if order in ORDERS else DEFAULT_ORDER
        page = page_of(usage_for(request.actor), order, _number(request))
        context = {
            "page": page,
            "rows": [_row(usage) for usage in page.rows],
            "order": order,
            "orders": ORDER_WORDS,
            "counted_at": counted_at(request.actor),
            **_neighbours(page, order=order),
        }
        return render(request, "manage/usage/list.html", context)


class UsageDetailView(StaffRequired):
    """One procedure."""

    roles = (Role.PROVINCIAL_ADMIN,)

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """Its figures, each with what it was counted from."""
        usage = get_object_or_404(usage_for(request.actor), procedure__code=code)
        sections = [
            {**section, "percent": words.percent(section["count"], usage.started or 1)}
            for section in usage.left_by_section
        ]
        titles = [(each["count"], f"{each['title']}: {each['count']}") for each in sections]
        context = {
            "usage": usage,
            "procedure": usage.procedure,
            "sources": words.sources(usage),
            "handling_time": words.handling_time(usage),
            "drop_out": words.drop_out(usage),
            "sections": sections,
            "chart": chart(titles) if titles else None,
        }
        return render(request, "manage/usage/detail.html", context)


class UnusedListView(StaffRequired):
    """Procedures in force that nobody filed for a year."""

    roles = (Role.PROVINCIAL_ADMIN,)

    def get(self, request: ActorRequest) -> HttpResponse:
        """The list, each with a button that withdraws it."""
        return _unused_page(request)


class UnusedWithdrawView(FreshProofRequired):
    """Withdraw one of them, with its reason, in one step."""

    roles = (Role.PROVINCIAL_ADMIN,)

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """After the proof has been shown: back to the list."""
        return redirect("reporting:usage_unused")

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """Withdraw. Only what is on the list: anything else has a page of its own for that."""
        found = unused(usage_for(request.actor))
        usage = get_object_or_404(found, procedure__code=code)
        reason = request.POST.get("reason", "")
        try:
            withdraw_procedure(actor=request.actor, procedure=usage.procedure, reason=reason)
        except InvalidInput as refusal:
            return _unused_page(request, code=code, error=str(refusal), status=UNUSABLE)
        except StalePage as refusal:
            return _unused_page(request, code=code, error=str(refusal), status=MOVED_ON)
        messages.success(request, _("Đã bãi bỏ thủ tục %(code)s.") % {"code": code})
        return redirect("reporting:usage_unused")


def _unused_page(
    request: ActorRequest, *, code: str = "", error: str = "", status: int = 200
) -> HttpResponse:
    page = page_of(unused(usage_for(request.actor)), "last", _number(request))
    rows = [
        _row(usage)
        | {
            "reason": request.POST.get("reason", "") if usage.procedure.code == code else _reason(),
            "error": error if usage.procedure.code == code else "",
        }
        for usage in page.rows
    ]
    context = {
        "page": page,
        "rows": rows,
        "errors": [{"href": f"#reason-{code}", "text": error}] if error else [],
        "counted_at": counted_at(request.actor),
        **_neighbours(page),
    }
    return render(request, "manage/usage/unused.html", context, status=status)


def _neighbours(page: UsagePage, **where: str) -> dict[str, str]:
    """The addresses of the pages before and after."""
    links = {}
    if page.number > 1:
        links["previous_url"] = "?" + urlencode({**where, "page": page.number - 1})
    if page.has_next:
        links["next_url"] = "?" + urlencode({**where, "page": page.number + 1})
    return links


def _reason() -> str:
    return _("Không phát sinh hồ sơ trong 12 tháng qua.")


def _row(usage: ProcedureUsage) -> dict[str, Any]:
    return {
        "usage": usage,
        "procedure": usage.procedure,
        "median": words.number(usage.median_days) if usage.timed >= words.ENOUGH else "",
        "p90": words.number(usage.p90_days) if usage.timed >= words.ENOUGH else "",
        "left_percent": words.percent(usage.left, usage.started) if usage.started else "",
    }


def _number(request: ActorRequest) -> int:
    typed = request.GET.get("page", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
