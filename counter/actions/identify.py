"""The person at the desk is this citizen: the clerk has compared the card."""

import uuid

from django.http import Http404
from django.utils.translation import gettext as _

from counter.actions.lock_intake import lock_intake
from counter.models import Consent, Intake
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen
from portal.shared import clock
from portal.shared.action_log.record import record, recorded
from portal.shared.errors import Refusal


def identify(*, actor: Actor, key: uuid.UUID, citizen_id: int) -> Intake:
    """The intake with its client. Once that person has agreed, or has a dossier here, nobody else
    can take the place: the intake must be closed. Raises Refusal, Http404."""
    with recorded():
        intake = lock_intake(actor, key)
        if intake.citizen_id == citizen_id:
            return intake
        refuse_taken(intake)
        if not Citizen.objects.filter(pk=citizen_id).exists():
            raise Http404
        seat(intake, actor=actor, citizen_id=citizen_id)
        return intake


def refuse_taken(intake: Intake) -> None:
    """Raises Refusal when another client has agreed, or has a dossier, in this (locked) intake."""
    agreed = Consent.objects.filter(intake=intake).exists()
    if intake.citizen_id is not None and (agreed or intake.dossier_id):
        raise Refusal(
            _("Lượt này đã ghi nhận người khác. Kết thúc lượt rồi mở lượt mới cho người này.")
        )


def seat(intake: Intake, *, actor: Actor, citizen_id: int) -> None:
    """This citizen is the client of the (locked) intake."""
    intake.citizen_id = citizen_id
    intake.typed = {}
    intake.saved_at = clock.now()
    intake.version += 1
    intake.save(update_fields=["citizen", "typed", "saved_at", "version"])
    record(actor=actor, action="identify", subject=f"intake:{intake.key}", citizen=citizen_id)
