"""Staff ask the citizen whether a filed dossier may go over to the revision in force."""

from django.db import transaction
from django.utils.translation import gettext as _

from dossiers.actions.reasons import given
from dossiers.actions.transition import lock, step_aside
from dossiers.events import MoveAsked
from dossiers.models import Dossier, RevisionMove
from portal.accounts.actor import Actor
from portal.shared import events
from portal.shared.errors import StalePage
from services.models import Procedure
from services.newer import newer_revision


def ask_move(
    *, actor: Actor, code: str, reason: str, seen_version: int | None = None
) -> RevisionMove:
    """Ask, with a reason the citizen reads; nothing moves before the citizen agrees.

    Raises InvalidInput (no reason), StalePage (ended, asked already, or no other revision is in
    force).
    """
    reason = given(reason)
    with transaction.atomic():
        dossier = lock(actor, "ask_move", seen_version=seen_version, code=code)
        if dossier.is_final:
            raise StalePage(_("Hồ sơ này đã kết thúc nên không chuyển phiên bản được nữa."))
        procedure = Procedure.objects.get(pk=dossier.procedure_id)
        target = newer_revision(procedure, dossier.revision_id)
        if target is None:
            raise StalePage(_("Hồ sơ này đã theo phiên bản đang áp dụng của thủ tục."))
        if open_move(dossier) is not None:
            raise StalePage(_("Đã hỏi công dân rồi; hãy chờ công dân trả lời."))
        move = RevisionMove.objects.create(
            dossier=dossier,
            from_revision_id=dossier.revision_id,
            to_revision=target,
            reason=reason,
            asked_by_id=actor.person_id,
        )
        history = step_aside(dossier, "ask_move", actor=actor, reason=reason)
        events.publish(MoveAsked(history=history))
        return move


def open_move(dossier: Dossier) -> RevisionMove | None:
    """The question that the citizen has not answered yet."""
    return (
        RevisionMove.objects.filter(
            dossier=dossier, consented_at__isnull=True, declined_at__isnull=True
        )
        .select_related("from_revision", "to_revision", "asked_by")
        .first()
    )
