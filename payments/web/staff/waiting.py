"""The provincial admin's view of payments that wait, and why; an auditor may read it."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from payments import jobs
from payments.actions.store_event import UNREADABLE
from payments.models import PaymentAttempt, ProviderEvent, Refund, SweepRun
from payments.models.attempt import UNPAID
from payments.providers import registry
from payments.queries import waiting
from payments.queries.health import payments_health
from payments.queries.waiting import Waiting
from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest, StaffRequired

PAGE_SIZE = 50
# Who needs more has to narrow by reason; the database never skips more rows than this.
LAST_PAGE = 40
SWEEPS = {
    "attempts": gettext_lazy("Hỏi về giao dịch đang mở"),
    "events": gettext_lazy("Đọc danh sách sự kiện"),
    "refunds": gettext_lazy("Hỏi về khoản hoàn trả"),
    "reconciliation": gettext_lazy("Đối soát hằng đêm"),
}


@dataclass(frozen=True)
class Row:
    """One line of the list, whatever waits."""

    href: str
    name: str
    note: str
    provider: str
    amount_vnd: int | None
    since: datetime | None
    asked_at: datetime | None
    why: str


class WaitingBase(StaffRequired):
    """Who may look."""

    roles = (Role.PROVINCIAL_ADMIN, Role.AUDITOR)


@method_decorator(never_cache, name="dispatch")
class WaitingListView(WaitingBase):
    """`/manage/payments/`: every reason with its count and age, and the rows of `?show=`."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """The page."""
        chosen = waiting.reason(request.GET.get("show", ""))
        number = _page_number(request)
        start = (number - 1) * PAGE_SIZE
        found = list(chosen.rows[start : start + PAGE_SIZE + 1])
        is_more = len(found) > PAGE_SIZE and number < LAST_PAGE
        context: dict[str, Any] = {
            "verdict": payments_health(),
            "sweeps": _sweeps(),
            "reasons": waiting.reasons(),
            "chosen": chosen,
            "count_to": waiting.COUNT_TO,
            "rows": [_row(each, chosen) for each in found[:PAGE_SIZE]],
            "previous_url": _url(chosen, number - 1) if number > 1 else "",
            "next_url": _url(chosen, number + 1) if is_more else "",
        }
        return render(request, "payments/waiting_list.html", context)


@method_decorator(never_cache, name="dispatch")
class WaitingAttemptView(WaitingBase):
    """One attempt with all that is known of it."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The page."""
        attempt = get_object_or_404(
            PaymentAttempt.objects.select_related("obligation__agency"), key=key
        )
        context = {
            "attempt": attempt,
            "provider": _provider(attempt.provider),
            "why": waiting.why(attempt) if attempt.is_live else "",
            "entries": attempt.ledger_entries.order_by("at", "pk"),
            "refunds": attempt.refunds.order_by("requested_at"),
            "events": waiting.events_of(attempt).defer("body")[:PAGE_SIZE],
            "may_ask": request.actor.role == Role.PROVINCIAL_ADMIN and attempt.state in UNPAID,
        }
        return render(request, "payments/waiting_attempt.html", context)


class WaitingAttemptCheckView(StaffRequired):
    """The button "Hỏi lại ngay": a job asks, for nothing leaves the process inside a request."""

    roles = (Role.PROVINCIAL_ADMIN,)

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Back to the attempt."""
        attempt = get_object_or_404(PaymentAttempt, key=key)
        jobs.defer(jobs.CHECK_ATTEMPT, attempt_id=attempt.pk)
        messages.success(
            request, _("Đang hỏi đơn vị thanh toán. Hãy tải lại trang sau ít giây để xem kết quả.")
        )
        return redirect("payments:waiting_attempt", key=key)


@method_decorator(never_cache, name="dispatch")
class WaitingEventView(WaitingBase):
    """One call of a provider as it came."""

    def get(self, request: ActorRequest, number: int) -> HttpResponse:
        """The page."""
        event = get_object_or_404(ProviderEvent, pk=number)
        attempt = None
        if event.attempt_key:
            attempt = PaymentAttempt.objects.filter(key=event.attempt_key).first()
        context = {
            "event": event,
            "attempt": attempt,
            "provider": _provider(event.provider),
            "problem": _problem(event),
        }
        return render(request, "payments/waiting_event.html", context)


def _page_number(request: HttpRequest) -> int:
    given = request.GET.get("page", "1")
    return max(1, min(int(given), LAST_PAGE)) if given.isdecimal() and len(given) < 4 else 1


def _url(chosen: Waiting, page: int) -> str:
    return f"{reverse('payments:waiting_list')}?show={chosen.code}&page={page}"


def _sweeps() -> list[dict[str, Any]]:
    runs = {run.name: run for run in SweepRun.objects.all()}
    return [{"label": label, "run": runs.get(name)} for name, label in SWEEPS.items()]


def _row(thing: PaymentAttempt | Refund | ProviderEvent, chosen: Waiting) -> Row:
    since = getattr(thing, chosen.since)
    if isinstance(thing, ProviderEvent):
        return Row(
            href=reverse("payments:waiting_event", args=[thing.pk]),
            name=thing.kind,
            note=thing.event_id,
            provider=_provider(thing.provider),
            amount_vnd=None,
            since=since,
            asked_at=None,
            why=_problem(thing) or chosen.label,
        )
    attempt = thing.attempt if isinstance(thing, Refund) else thing
    return Row(
        href=reverse("payments:waiting_attempt", args=[attempt.key]),
        name=attempt.obligation.reference or attempt.obligation.subject,
        note=attempt.obligation.payer_name,
        provider=_provider(attempt.provider),
        amount_vnd=thing.amount_vnd,
        since=since,
        asked_at=thing.asked_at,
        why=waiting.why(attempt) if attempt.is_live else chosen.label,
    )


def _provider(code: str) -> str:
    try:
        return registry.get(code).label
    except KeyError:
        return _("Tiền mặt tại quầy") if code == registry.CASH else code


def _problem(event: ProviderEvent) -> str:
    """Why it could do no more, in words."""
    if event.kind == UNREADABLE:
        return _("Không đọc được: %(problem)s") % {"problem": event.problem}
    words = {
        "foreign": _("Nói về một giao dịch không phải của cổng này"),
        "other_page": _("Nói về một trang thanh toán khác của cùng giao dịch: hãy đối soát"),
        "wrong_amount": _("Số tiền không khớp: tiền được hoàn trả"),
        "wrong_currency": _("Sai loại tiền: hoàn trả trên trang của đơn vị thanh toán"),
        "unknown_reference": _("Đơn vị thanh toán không nhận ra giao dịch"),
        "question_refused": _("Đơn vị thanh toán từ chối câu hỏi của hệ thống"),
        "obligation_settled": _("Khoản này đã được thanh toán trước đó: tiền được hoàn trả"),
        "obligation_cancelled": _("Khoản này đã hủy: tiền được hoàn trả"),
    }
    return words.get(event.problem, event.problem)
