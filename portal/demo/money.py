"""The other side's books of the demo's past: the provider learns what was paid and given back
through it, and the bank gives a statement of one week."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from procrastinate.contrib.django import app

from payments import jobs
from payments.actions.import_bank_statement import import_bank_statement
from payments.actions.reconcile_day import reconcile_day
from payments.actions.take_refund_report import take_refund_report
from payments.models import PaymentAttempt, Refund
from payments.providers.base import RefundReport, RefundStanding
from payments.queries.our_book import day_of
from payments.states import PAID, RefundState
from portal.accounts.actor import SYSTEM
from portal.shared import clock

TELL_PROVIDER = "demo.tell_provider"
PROVIDER = "stripe"
TIMEOUT_SECONDS = 30
AT_ONCE = 200
# The statement: a week that is over, and one payment that the bank has not booked.
STATEMENT_DAYS_AGO = (15, 9)


def prepare_books() -> None:
    """Import the bank's statement, and tell the provider by a job: its stand-in may not be up."""
    _give_statement()
    app.configure_task(TELL_PROVIDER, queue=jobs.QUEUE).defer()


def tell_provider() -> None:
    """Tell the payment sandbox what the demo's people have paid, then reconcile those days.

    Only a stand-in on this machine is told. Safe to repeat. Raises requests.RequestException when
    it does not answer (the job tries again).
    """
    if urlsplit(settings.STRIPE_API_BASE).hostname not in ("127.0.0.1", "localhost"):
        return
    payments = iter([_as_told(attempt) for attempt in _paid_online()])
    refunds = [_refund_as_told(refund) for refund in _given_back()]
    while part := list(islice(payments, AT_ONCE)):
        _tell({"payments": part, "refunds": []})
    _tell({"payments": [], "refunds": refunds})
    for day in _days():
        reconcile_day(provider=PROVIDER, day=day)


def finish_refunds() -> None:
    """Refunds that the stories left with the provider went through two minutes later: it could not
    be asked then. Part of the loading."""
    for refund in Refund.objects.filter(state=RefundState.APPROVED, attempt__provider=PROVIDER):
        report = RefundReport(
            reference=f"re_demo_{refund.key.hex}",
            standing=RefundStanding.DONE,
            amount=refund.amount_vnd,
            currency="vnd",
        )
        with clock.pinned(min(refund.requested_at + timedelta(minutes=2), clock.now())):
            take_refund_report(refund=refund, report=report)


def _tell(told: dict[str, list[dict[str, Any]]]) -> None:
    answer = requests.post(
        f"{settings.STRIPE_API_BASE}/_history", json=told, timeout=TIMEOUT_SECONDS
    )
    answer.raise_for_status()


def _paid_online() -> list[PaymentAttempt]:
    return list(
        PaymentAttempt.objects.filter(
            provider=PROVIDER, state__in=PAID, provider_reference__startswith="cs_demo_"
        )
        .select_related("obligation")
        .order_by("closed_at")
    )


def _given_back() -> list[Refund]:
    return list(
        Refund.objects.filter(provider_reference__startswith="re_demo_").select_related("attempt")
    )


def _days() -> list[date]:
    """Every day since the first payment, today's not: it is not over."""
    moments = [attempt.closed_at for attempt in _paid_online() if attempt.closed_at]
    if not moments:
        return []
    first, last = day_of(moments[0]), clock.today() - timedelta(days=1)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _as_told(attempt: PaymentAttempt) -> dict[str, Any]:
    assert attempt.closed_at is not None, "what is paid has its moment"
    return {
        "session": attempt.provider_reference,
        "intent": attempt.payment_reference,
        "amount": attempt.received_amount,
        "created": int(attempt.closed_at.timestamp()),
        "description": attempt.obligation.description,
        "metadata": {"attempt": str(attempt.key), "subject": attempt.obligation.subject},
    }


def _refund_as_told(refund: Refund) -> dict[str, Any]:
    assert refund.done_at is not None, "what is done has its moment"
    return {
        "refund": refund.provider_reference,
        "intent": refund.attempt.payment_reference,
        "amount": refund.amount_vnd,
        "created": int(refund.done_at.timestamp()),
        "metadata": {"refund": str(refund.key), "attempt": str(refund.attempt.key)},
    }


def _give_statement() -> None:
    lines = list(_statement_lines())
    if not lines:
        return
    content = "\n".join(["ngay,so_tham_chieu,so_tien,noi_dung", *lines])
    import_bank_statement(
        actor=SYSTEM, content=content.encode(), file_name="sao-ke-tuan.csv", account="113000047"
    )


def _statement_lines() -> Iterator[str]:
    """The week's payments, but one in the middle; and the bank's own fee on its first and last
    day, so that the statement speaks for the whole week."""
    first, last = (clock.today() - timedelta(days=days) for days in STATEMENT_DAYS_AGO)
    week = [
        attempt
        for attempt in _paid_online()
        if attempt.closed_at and first <= day_of(attempt.closed_at) <= last
    ]
    yield f"{first:%d/%m/%Y},,-11.000,Phi dich vu tai khoan"
    for number, attempt in enumerate(week):
        if number != len(week) // 2 and attempt.closed_at:
            day = day_of(attempt.closed_at)
            yield (
                f"{day:%d/%m/%Y},{attempt.payment_reference},{attempt.received_amount},"
                f"THU PHI LE PHI {attempt.obligation.reference}"
            )
    for refund in _given_back():
        if refund.done_at and first <= day_of(refund.done_at) <= last:
            day = day_of(refund.done_at)
            yield f"{day:%d/%m/%Y},{refund.provider_reference},-{refund.amount_vnd},HOAN TRA"
    yield f"{last:%d/%m/%Y},,-11.000,Phi dich vu tai khoan"
