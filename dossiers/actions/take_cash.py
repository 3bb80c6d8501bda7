"""A clerk takes the fee at the counter."""

from django.db import transaction
from django.utils.translation import gettext as _

from dossiers.actions.transition import lock
from dossiers.models import Dossier
from payments.actions.settle_at_counter import settle_at_counter
from payments.queries import obligation_of
from portal.accounts.actor import Actor
from portal.shared.errors import NotAllowed


def take_cash(*, actor: Actor, code: str, seen_version: int | None = None) -> Dossier:
    """Settle the obligation in cash; the dossier moves on through the settlement's event.

    An online page that is still open is closed at the provider first, so this is no single
    transaction: who may and what is due are checked under the lock, then payments settles under
    its own. Raises NotAllowed when nothing is due.
    """
    with transaction.atomic():
        dossier = lock(actor, "take_cash", seen_version=seen_version, code=code)
        obligation = obligation_of(dossier.subject) if dossier.is_unpaid else None
    if obligation is None:
        raise NotAllowed(_("Hồ sơ không còn khoản nào phải nộp."))
    settle_at_counter(actor=actor, obligation=obligation)
    return Dossier.objects.get(pk=dossier.pk)
