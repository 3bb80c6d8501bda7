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
        agreed = Consent.objects.filter(intake=intake).exists()
        if intake.citizen_id is not None and (agreed or intake.dossier_id):
            raise Refusal(
                _("Lượt này đã ghi nhận người khác. Kết thúc lượt rồi mở lượt mới cho người này.")
            )
        if not Citizen.objects.filter(pk=citizen_id).exists():
            raise Http404
        intake.citizen_id = citizen_id
        intake.typed = {}
        intake.saved_at = clock.now()
        intake.version += 1
        intake.save(update_fields=["citizen", "typed", "saved_at", "version"])
        record(
            actor=actor,
            action="identify",
            subject=f"intake:{intake.key}",
            citizen=citizen_id,
        )
        return intake
