"""Money is asked back: by the rules themselves, or by a clerk for a leader to decide."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from payments.actions.set_refund_off import set_refund_off
from payments.actions.steps import step
from payments.errors import NothingToGiveBack
from payments.locks import lock_attempt
from payments.models import PaymentAttempt, Refund
from payments.providers.registry import CASH
from payments.queries.refunds import REPLACED, left_to_give_back, open_refund_of
from payments.states import RefundState
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from portal.agencies.queries import stands_for
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput, NotAllowed
from portal.shared.money import format_vnd

LONGEST_REASON = 500


@transaction.atomic
def request_refund(
    *,
    actor: Actor,
    attempt: PaymentAttempt,
    amount_vnd: int,
    reason: str,
) -> Refund:
    """A clerk asks for `amount_vnd` đồng of the payment to be given back; a leader decides.

    Raises NotAllowed (no clerk of the agency that takes the money), InvalidInput (no reason, or
    more than is left), NothingToGiveBack (all of it is back or on its way).
    """
    obligation, attempt = lock_attempt(attempt)
    attempt.obligation = obligation
    if actor.role != Role.CLERK or not stands_for(actor.agency_id, obligation.counter_id):
        raise NotAllowed(_("Chỉ cán bộ một cửa của cơ quan tiếp nhận được đề nghị hoàn trả."))
    left = left_to_give_back(attempt)
    if left <= 0 or open_refund_of(attempt):
        raise NothingToGiveBack(
            _("Khoản này đã hoàn trả hết, hoặc đang có một đề nghị hoàn trả chưa xong.")
        )
    _check(amount_vnd, left, reason.strip())
    refund = _new(attempt, amount_vnd, Refund.Cause.ASKED, reason.strip(), actor)
    _record(actor, refund)
    return refund


@transaction.atomic
def refund_by_rule(
    *, attempt: PaymentAttempt, cause: Refund.Cause, reason: str = ""
) -> Refund | None:
    """Give back all that is left of the payment: the rule is clear, so it sets off at once.

    None when nothing is left, or when an approved refund of it is under way already. A clerk's
    request that nobody has decided gives way to it.
    """
    obligation, attempt = lock_attempt(attempt)
    attempt.obligation = obligation
    running = open_refund_of(attempt)
    if running and running.state != RefundState.REQUESTED:
        return None
    if running:
        _replace(running, attempt)
    left = left_to_give_back(attempt)
    if left <= 0:
        return None
    refund = _new(attempt, left, cause, reason[:LONGEST_REASON], SYSTEM)
    set_refund_off(refund)
    _record(SYSTEM, refund)
    return refund


def _check(amount_vnd: int, left: int, reason: str) -> None:
    errors = {}
    if not 0 < amount_vnd <= left:
        errors["amount_vnd"] = _("Nhập số tiền từ 1 đ đến %(left)s.") % {"left": format_vnd(left)}
    if not reason or len(reason) > LONGEST_REASON:
        errors["reason"] = _("Nhập lý do hoàn trả (tối đa 500 ký tự).")
    if errors:
        raise InvalidInput(errors)


def _replace(requested: Refund, attempt: PaymentAttempt) -> None:
    """Rejected by the system; the whole of it goes back anyway."""
    requested = Refund.objects.select_for_update().get(pk=requested.pk)
    requested.attempt = attempt
    requested.decided_at = clock.now()
    requested.problem = REPLACED
    step(requested, "reject")


def _new(
    attempt: PaymentAttempt, amount_vnd: int, cause: Refund.Cause, reason: str, actor: Actor
) -> Refund:
    key, now, by_rule = uuid.uuid4(), clock.now(), actor is SYSTEM
    return Refund.objects.create(
        key=key,
        attempt=attempt,
        amount_vnd=amount_vnd,
        cause=cause,
        reason=reason,
        is_automatic=by_rule,
        method=Refund.Method.CASH if attempt.provider == CASH else Refund.Method.PROVIDER,
        idempotency_key=f"refund-{key}",
        requested_at=now,
        requested_by_id=actor.user_id,
        decided_at=now if by_rule else None,
    )


def _record(actor: Actor, refund: Refund) -> None:
    record(
        actor=actor,
        action="request_refund",
        subject=f"refund:{refund.key}",
        attempt=str(refund.attempt.key),
        cause=refund.cause,
        amount_vnd=refund.amount_vnd,
    )
