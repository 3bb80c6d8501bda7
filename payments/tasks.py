"""Jobs of the queue `payments`."""

from contextlib import suppress
from datetime import date

from procrastinate.contrib.django import app

from payments import jobs
from payments.actions.catch_up_events import catch_up_events
from payments.actions.check_attempt import check_attempt
from payments.actions.follow_event import follow_event
from payments.actions.issue_receipt import issue_receipt
from payments.actions.reconcile_day import reconcile_day
from payments.actions.reconcile_lately import reconcile_lately
from payments.actions.refollow_events import refollow_events
from payments.actions.send_refund import send_refund
from payments.actions.sweep_attempts import sweep_attempts
from payments.actions.sweep_receipts import sweep_receipts
from payments.actions.sweep_refunds import sweep_refunds
from payments.models import PaymentAttempt, ProviderEvent, Refund
from payments.providers.errors import ProviderUnavailable
from payments.receipts.printing import print_receipt
from payments.reports.printing import print_report
from portal.shared.retry import PATIENT

SWEEP, CATCH_UP = "payments.sweep", "payments.catch_up"


@app.periodic(cron="* * * * *")
@app.task(name="payments.sweep", queue=jobs.QUEUE, lock=SWEEP, queueing_lock=SWEEP)
def sweep(timestamp: int) -> None:
    """Every minute, one at a time: ask about the attempts that are open."""
    sweep_attempts()


@app.periodic(cron="* * * * *")
@app.task(name="payments.catch_up", queue=jobs.QUEUE, lock=CATCH_UP, queueing_lock=CATCH_UP)
def catch_up(timestamp: int) -> None:
    """Every minute, one at a time: read on in the providers' own lists of events, and follow what
    nobody follows."""
    catch_up_events()
    refollow_events()


@app.task(name=jobs.FOLLOW_EVENT, queue=jobs.QUEUE, retry=PATIENT)
def follow(event_id: int) -> None:
    """Find out what is true about what an event of the inbox is about."""
    follow_event(event=ProviderEvent.objects.get(pk=event_id))


@app.task(name=jobs.CHECK_ATTEMPT, queue=jobs.QUEUE)
def check(attempt_id: int) -> None:
    """Ask about one attempt soon; what fails here the sweep does again."""
    check_attempt(attempt=PaymentAttempt.objects.get(pk=attempt_id))


@app.task(name=jobs.SEND_REFUND, queue=jobs.QUEUE)
def send(refund_id: int) -> None:
    """Give money back now; a provider that does not answer is asked again by the sweep."""
    with suppress(ProviderUnavailable):
        send_refund(refund=Refund.objects.get(pk=refund_id))


@app.periodic(cron="* * * * *")
@app.task(name="payments.sweep_refunds", queue=jobs.QUEUE, lock="payments.sweep_refunds")
def sweep_money_on_its_way_back(timestamp: int) -> None:
    """Every minute: send or look up all refunds that are with a provider."""
    sweep_refunds()


@app.task(name=jobs.ISSUE_RECEIPT, queue=jobs.QUEUE, retry=PATIENT)
def issue_receipt_of(attempt_id: int) -> None:
    """Write the receipt of a payment that came in online."""
    issue_receipt(attempt=PaymentAttempt.objects.get(pk=attempt_id))


@app.task(name=jobs.RENDER_RECEIPT, queue="documents", retry=PATIENT)
def render_receipt(receipt_id: int) -> None:
    """Print a receipt."""
    print_receipt(receipt_id=receipt_id)


@app.periodic(cron="*/10 * * * *")
@app.task(name="payments.sweep_receipts", queue=jobs.QUEUE, lock="payments.sweep_receipts")
def sweep_for_receipts(timestamp: int) -> None:
    """Every ten minutes: payments whose receipt was never written get it."""
    sweep_receipts()


@app.periodic(cron="30 18 * * *")
@app.task(name="payments.reconcile", queue=jobs.QUEUE, lock="payments.reconcile")
def reconcile(timestamp: int) -> None:
    """Every night at 01:30 of Vietnam: yesterday, the days before it, and where cases are open."""
    reconcile_lately()


@app.task(name=jobs.RECONCILE_DAY, queue=jobs.QUEUE, lock="payments.reconcile", retry=PATIENT)
def reconcile_one_day(provider: str, day: str) -> None:
    """A day again: a statement has come, or a person has asked."""
    reconcile_day(provider=provider, day=date.fromisoformat(day))


@app.task(name=jobs.RENDER_RECONCILIATION, queue="documents", retry=PATIENT)
def render_reconciliation(report_id: int) -> None:
    """The paper about a day's reconciliation."""
    print_report(report_id=report_id)
