"""A clerk takes the fee at the counter."""

from django.db import transaction

from dossiers.actions.transition import lock, log
from dossiers.models import Dossier
from payments.actions.settle_at_counter import settle_at_counter
from payments.actions.stop_online_payment import stop_online_payment
from portal.accounts.actor import Actor


def take_cash(*, actor: Actor, code: str, seen_version: int | None = None) -> Dossier:
    """Settle the fee in cash; the dossier moves on through the settlement's event.

    A payment page that is still open is closed at the provider first, outside of any transaction.
    Raises NothingDue, ProviderSilent or OnlinePaymentRunning: then no cash may be taken.
    """
    with transaction.atomic():
        subject = lock(actor, "take_cash", seen_version=seen_version, code=code).subject
    stop_online_payment(subject=subject)
    with transaction.atomic():
        dossier = lock(actor, "take_cash", code=code)
        settle_at_counter(actor=actor, subject=subject)
        log(dossier, "take_cash", actor)
    return Dossier.objects.get(pk=dossier.pk)
