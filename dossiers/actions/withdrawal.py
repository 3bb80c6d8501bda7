"""The citizen asks to take a dossier back; a clerk confirms or declines."""

from django.db import transaction

from dossiers.actions.cancel_fee import cancel_fee_of
from dossiers.actions.give_fee_back import give_fee_back_of
from dossiers.actions.reasons import given
from dossiers.actions.transition import lock, move
from dossiers.models import Dossier
from payments.models import Refund
from portal.accounts.actor import Actor
from portal.shared.action_log.record import recorded


def request_withdrawal(
    *, actor: Actor, code: str, reason: str, seen_version: int | None = None
) -> Dossier:
    """Ask to withdraw, with a reason."""
    return _move_with_reason(actor, code, "request_withdrawal", reason, seen_version)


def decline_withdrawal(
    *, actor: Actor, code: str, reason: str, seen_version: int | None = None
) -> Dossier:
    """Decline, with a reason; the dossier returns to where it came from."""
    return _move_with_reason(actor, code, "decline_withdrawal", reason, seen_version)


def confirm_withdrawal(*, actor: Actor, code: str, seen_version: int | None = None) -> Dossier:
    """Confirm; the dossier is halted and a fee that is still due is cancelled.

    What was paid goes back by itself if the dossier had never been received: nobody has worked on
    it. After that a clerk may request it and a leader decides.
    """
    with recorded():
        dossier = lock(actor, "confirm_withdrawal", seen_version=seen_version, code=code)
        move(dossier, "confirm_withdrawal", actor=actor)
        if dossier.received_at is None:
            give_fee_back_of(dossier, cause=Refund.Cause.WITHDRAWN, reason="")
        else:
            cancel_fee_of(dossier, reason="withdrawn")
        return dossier


def _move_with_reason(
    actor: Actor, code: str, event: str, reason: str, seen_version: int | None
) -> Dossier:
    reason = given(reason)
    with transaction.atomic():
        dossier = lock(actor, event, seen_version=seen_version, code=code)
        move(dossier, event, actor=actor, reason=reason)
        return dossier
