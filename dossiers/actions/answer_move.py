"""The citizen agrees that a filed dossier goes over to another revision, or does not."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dossiers.actions.ask_move import open_move
from dossiers.actions.carry_over import carried_answers
from dossiers.actions.transition import lock, step_aside
from dossiers.models import Dossier, RevisionMove
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.errors import InvalidInput, StalePage
from services.binding import binding
from services.eforms.answers import Cleaned, clean
from services.eforms.definition import EForm
from services.models import Procedure, Revision
from services.newer import newer_revision

Answers = Mapping[str, Any]
# Reads what was posted against the new form and what it holds of the old answers.
Reader = Callable[[EForm, Answers], Answers]


def agree_to_move(
    *, actor: Actor, code: str, typed: Reader, seen_version: int | None = None
) -> Dossier:
    """The dossier goes over: answers in their places, with what the new form asks besides.

    State, deadline and quote stay as they are; what was filed is kept in the move. Raises
    InvalidInput naming each answer that the new form still needs, StalePage (not asked, ended,
    or yet another revision is in force).
    """
    with transaction.atomic():
        dossier = lock(actor, "agree_to_move", seen_version=seen_version, code=code)
        move = _asked(dossier)
        target = _target(move)
        cleaned, left = answers_under(dossier, target, typed)
        if cleaned.errors:
            raise InvalidInput(cleaned.errors)
        now = clock.now()
        move.consented_at = now
        move.answers_before = dossier.answers
        move.left = left
        move.save(update_fields=["consented_at", "answers_before", "left"])
        # The database lets a filed dossier change its revision between these two writes only.
        dossier.revision = target
        dossier.answers = dict(cleaned.values)
        dossier.save(update_fields=["revision", "answers"])
        move.applied_at = now
        move.save(update_fields=["applied_at"])
        step_aside(dossier, "agree_to_move", actor=actor)
        return dossier


def decline_move(*, actor: Actor, code: str, seen_version: int | None = None) -> Dossier:
    """The dossier stays under the revision it was filed under. Raises StalePage: not asked."""
    with transaction.atomic():
        dossier = lock(actor, "decline_move", seen_version=seen_version, code=code)
        move = _asked(dossier)
        move.declined_at = clock.now()
        move.save(update_fields=["declined_at"])
        step_aside(dossier, "decline_move", actor=actor)
        return dossier


def answers_under(
    dossier: Dossier, target: Revision, typed: Reader
) -> tuple[Cleaned, list[dict[str, str]]]:
    """The dossier's answers under the target's form, with what was typed besides; and what the
    form asks no more."""
    eform = binding(target.pk).eform
    carried = carried_answers(dossier, target)
    answers = {**carried.answers, **typed(eform, carried.answers)}
    return clean(eform, answers, partial=False), [each.as_json() for each in carried.left]


def _asked(dossier: Dossier) -> RevisionMove:
    move = open_move(dossier)
    if move is None or dossier.is_final:
        raise StalePage(_("Không còn đề nghị nào chờ bạn trả lời."))
    return move


def _target(move: RevisionMove) -> Revision:
    procedure = Procedure.objects.get(pk=move.dossier.procedure_id)
    target = newer_revision(procedure, move.from_revision_id)
    if target is None or target.pk != move.to_revision_id:
        raise StalePage(
            _("Thủ tục đã thay đổi lần nữa nên đề nghị này không còn đúng. Cơ quan sẽ hỏi lại bạn.")
        )
    return target
