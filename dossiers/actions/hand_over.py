"""The result reaches the citizen."""

from django.db import transaction
from django.utils.translation import gettext as _

from dossiers.actions.transition import lock, move
from dossiers.models import Dossier
from dossiers.states import State
from portal.accounts.actor import SYSTEM, Actor
from portal.shared import clock
from portal.shared.errors import NotAllowed


def hand_over(
    *, actor: Actor, code: str, reason: str = "", seen_version: int | None = None
) -> Dossier:
    """Hand over at the counter or by post; `reason` says to whom or how, for the history.

    Raises NotAllowed while a fee is due, or while the result lacks a digital signature it needs.
    """
    with transaction.atomic():
        dossier = lock(actor, "hand_over", seen_version=seen_version, code=code)
        refuse_while_fee_is_due(dossier)
        refuse_while_unsigned(dossier)
        dossier.returned_at = clock.now()
        move(dossier, "hand_over", actor=actor, reason=reason)
        return dossier


def refuse_while_fee_is_due(dossier: Dossier) -> None:
    """Raises NotAllowed: first the fee, then the result."""
    if dossier.is_unpaid:
        raise NotAllowed(_("Hồ sơ còn phí, lệ phí chưa nộp. Thu phí rồi mới trả kết quả."))


def refuse_while_unsigned(dossier: Dossier) -> None:
    """Raises NotAllowed: a result without its digital signatures is none."""
    if dossier.awaiting_signature:
        raise NotAllowed(_("Kết quả còn chờ ký số. Ký xong mới trả kết quả được."))


def hand_over_online(*, dossier_id: int) -> bool:
    """Hand over by itself when the result's PDF is ready and bears its signatures; False when that
    is not how it goes."""
    with transaction.atomic():
        dossier = lock(SYSTEM, "hand_over", pk=dossier_id)
        online = dossier.return_channel == Dossier.ReturnChannel.ONLINE
        if dossier.state != State.COMPLETED or not online or dossier.is_unpaid:
            return False
        if dossier.awaiting_signature:
            return False
        dossier.returned_at = clock.now()
        move(dossier, "hand_over", actor=SYSTEM)
        return True
