"""A clerk takes the fee at the counter."""

from django.db import transaction

from dossiers.actions.transition import lock, log
from dossiers.models import Dossier
from payments.actions.open_cash_day import open_cash_day
from payments.actions.settle_at_counter import settle_at_counter
from payments.actions.stop_online_payment import stop_online_payment
from portal.accounts.actor import Actor
from portal.shared.action_log.record import recorded


def take_cash(
    *, actor: Actor, code: str, seen_version: int | None = None, float_vnd: int | None = None
) -> Dossier:
    """Settle the fee in cash; the dossier moves on through the settlement's event.

    `float_vnd` (đồng) is what lay in the till this morning: with it the clerk's till is opened in
    the same step when it is not open yet. A payment page that is still open is closed at the
    provider first, outside of any transaction. Raises NothingDue, ProviderSilent,
    OnlinePaymentRunning, NoOpenCashDay, CashDayLeftOpen or CashDayClosed: then no cash may be
    taken, and no till was opened.
    """
    with transaction.atomic():
        subject = lock(actor, "take_cash", seen_version=seen_version, code=code).subject
    stop_online_payment(subject=subject)
    with recorded():
        dossier = lock(actor, "take_cash", code=code)
        if float_vnd is not None:
            open_cash_day(actor=actor, float_vnd=float_vnd)
        settle_at_counter(actor=actor, subject=subject)
        log(dossier, "take_cash", actor)
    return Dossier.objects.get(pk=dossier.pk)
