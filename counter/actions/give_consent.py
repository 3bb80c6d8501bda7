"""The client agrees that the clerk files in the client's account."""

import uuid

from django.utils.translation import gettext as _

from counter.actions.lock_intake import lock_intake
from counter.consent_words import consent_words
from counter.models import Consent
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen
from portal.shared import clock
from portal.shared.action_log.record import record, recorded
from portal.shared.errors import Refusal


def give_consent(*, actor: Actor, key: uuid.UUID, how: str) -> Consent:
    """Keep it with the words as they stand today; given once, again is the same. `how` is one of
    Consent.How. Raises Refusal before it is known who the client is, Http404.
    """
    with recorded():
        intake = lock_intake(actor, key)
        if intake.citizen_id is None:
            raise Refusal(_("Hãy xác định người nộp trước khi ghi nhận sự đồng ý."))
        present = Consent.objects.filter(intake=intake).first()
        if present is not None:
            return present
        citizen = Citizen.objects.get(pk=intake.citizen_id)
        consent = Consent.objects.create(
            intake=intake,
            citizen=citizen,
            how=Consent.How(how),
            text="\n".join(consent_words(intake, citizen)),
            given_at=clock.now(),
            clerk_id=actor.person_id,
        )
        record(
            actor=actor,
            action="give_consent",
            subject=f"intake:{intake.key}",
            citizen=citizen.pk,
            how=how,
        )
        return consent
