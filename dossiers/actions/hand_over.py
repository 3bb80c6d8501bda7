"""The result reaches the citizen."""

from django.db import transaction
from django.utils.translation import gettext as _

from dossiers.actions.transition import lock, move
from dossiers.models import Dossier
from dossiers.states import State
from portal.accounts.actor import SYSTEM, Actor
from portal.shared import clock
from portal.shared.errors import NotAllowed


def hand_over(*, actor: Actor, code: str, seen_version: int | None = None) -> Dossier:
    """Hand over at the counter or by post. Raises NotAllowed while a fee is due."""
    with transaction.atomic():
        dossier = lock(actor, "hand_over", seen_version=seen_version, code=code)
        if dossier.is_unpaid:
            raise NotAllowed(_("Hồ sơ còn phí, lệ phí chưa nộp. Thu phí rồi mới trả kết quả."))
        dossier.returned_at = clock.now()
        move(dossier, "hand_over", actor=actor)
        return dossier


def hand_over_online(*, dossier_id: int) -> bool:
    """Hand over by itself when the result's PDF is ready; False when that is not how it goes."""
    with transaction.atomic():
        dossier = lock(SYSTEM, "hand_over", pk=dossier_id)
        online = dossier.return_channel == Dossier.ReturnChannel.ONLINE
        if dossier.state != State.COMPLETED or not online or dossier.is_unpaid:
            return False
        dossier.returned_at = clock.now()
        move(dossier, "hand_over", actor=SYSTEM)
        return True
