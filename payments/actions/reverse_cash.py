"""A clerk takes a mistaken cash receipt back out of the books (ghi đảo)."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from payments.actions.open_obligation import open_obligation
from payments.actions.steps import step
from payments.errors import NotReversible
from payments.events import ReversalStarting
from payments.ledger import book
from payments.locks import lock_attempt
from payments.models import Obligation, PaymentAttempt
from payments.models.ledger_entry import Account
from payments.queries.cash import cash_receipt_for, lock_open_day
from payments.states import AttemptState, RefundState
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared import clock, events
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput, NotAllowed


@transaction.atomic
def reverse_cash(*, actor: Actor, key: uuid.UUID, reason: str) -> PaymentAttempt:
    """Reverse the cash attempt of that key: a reversing entry in today's till, the obligation
    reversed, and the same owed anew. What was booked stays booked.

    Also for a receipt of a day that is closed: the entry is today's. The owner of the subject may
    refuse (ReversalStarting). Raises PaymentAttempt.DoesNotExist (not taken at this clerk's
    counter), NotAllowed, InvalidInput (`reason`), NotReversible (reversed before, or being given
    back), NoOpenCashDay, CashDayLeftOpen.
    """
    if actor.role != Role.CLERK:
        raise NotAllowed(_("Chỉ cán bộ một cửa được ghi đảo khoản thu tiền mặt."))
    reason = reason.strip()[:300]
    if not reason:
        raise InvalidInput({"reason": _("Ghi lý do ghi đảo: thu nhầm hồ sơ nào, sai ở đâu.")})
    found = cash_receipt_for(actor, key)
    events.publish(ReversalStarting(subject=found.obligation.subject))
    obligation, attempt = lock_attempt(found)
    _refuse_what_cannot_be(attempt)
    cash_day = lock_open_day(actor)
    book(
        transfer=f"reverse:{attempt.key}",
        into=Account.TILL,
        for_account=Account.FEES,
        amount_vnd=-attempt.amount_vnd,
        attempt=attempt,
        cash_day=cash_day,
    )
    attempt.reversal_reason = reason
    step(attempt, "reverse")
    _owe_anew(obligation)
    obligation.reversed_at = clock.now()
    step(obligation, "reverse")
    record(
        actor=actor,
        action="reverse_cash",
        subject=f"obligation:{obligation.key}",
        attempt=str(attempt.key),
        amount_vnd=attempt.amount_vnd,
        cash_day=str(cash_day.key),
    )
    return attempt


def _refuse_what_cannot_be(attempt: PaymentAttempt) -> None:
    if attempt.state != AttemptState.SETTLED:
        raise NotReversible(_("Khoản thu này đã được ghi đảo."))
    if attempt.refunds.exclude(state=RefundState.REJECTED).exists():
        raise NotReversible(_("Khoản thu này đang được hoàn trả hoặc đã hoàn trả; không ghi đảo."))


def _owe_anew(old: Obligation) -> None:
    """Before the old one is reversed, so that whoever hears of that finds what is due now."""
    open_obligation(
        subject=old.subject,
        payer_id=old.payer_id,
        payer_name=old.payer_name,
        payer_email=old.payer_email,
        payer_address=old.payer_address,
        agency_id=old.agency_id,
        counter_id=old.counter_id,
        reference=old.reference,
        description=old.description,
        due=Obligation.Due(old.due),
        lines=old.lines,
        amount_vnd=old.amount_vnd,
    )
