"""The same client has something else to do."""

import uuid

from counter.actions.lock_intake import lock_intake
from counter.models import Consent, Intake
from counter.resume_codes import new_resume_code
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record, recorded


def next_matter(*, actor: Actor, key: uuid.UUID) -> Intake:
    """A new intake for the same client at the same desk: pages and papers of the first dossier stay
    with the intake of before, which is closed. The consent is for the whole visit. The ticket is
    not ended. Raises Http404."""
    with recorded():
        before = lock_intake(actor, key)
        now = clock.now()
        before.state = Intake.State.CLOSED
        before.closed_at = before.saved_at = now
        before.typed = {}
        before.save(update_fields=["state", "closed_at", "saved_at", "typed"])
        intake = Intake.objects.create(
            resume_code=new_resume_code(),
            agency_id=before.agency_id,
            desk_id=before.desk_id,
            clerk_id=before.clerk_id,
            ticket_id=before.ticket_id,
            citizen_id=before.citizen_id,
            opened_at=now,
            saved_at=now,
        )
        consent = Consent.objects.filter(intake=before).first()
        if consent is not None:
            Consent.objects.create(
                intake=intake, citizen_id=consent.citizen_id, how=consent.how,
                text=consent.text, given_at=consent.given_at, clerk_id=consent.clerk_id,
            )  # fmt: skip
        record(
            actor=actor,
            action="next_matter",
            subject=f"intake:{intake.key}",
            before=str(before.key),
        )
        return intake
