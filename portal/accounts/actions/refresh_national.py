"""A linked person signs on again: what the national portal says now is kept beside what we know."""

from django.db import transaction

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.models import Citizen, NationalIdentity
from portal.accounts.sign_on import problems
from portal.accounts.sign_on.facts import Facts
from portal.accounts.sign_on.problems import SignOnRefused
from portal.shared import clock
from portal.shared.action_log.record import record


@transaction.atomic
def refresh_national(*, facts: Facts) -> Citizen:
    """Write the facts and when they were said; ours are never touched.

    Raises SignOnRefused when the number is not the citizen's any more.
    """
    identity = NationalIdentity.objects.select_for_update().get(
        issuer=facts.issuer, subject=facts.subject
    )
    citizen = Citizen.objects.select_related("user").get(pk=identity.citizen_id)
    if citizen.identity_number != facts.identity_number:
        raise SignOnRefused(problems.changed_number())
    identity.full_name = facts.full_name
    identity.birth_date = facts.birth_date
    identity.assurance = facts.assurance
    identity.said_at = clock.now()
    identity.save(update_fields=["full_name", "birth_date", "assurance", "said_at"])
    record(
        actor=Actor.of_citizen(citizen), action="refresh_national", subject=f"citizen:{citizen.pk}"
    )
    return citizen


@transaction.atomic
def note_changed_number(*, identity: NationalIdentity) -> None:
    """A sign-on was refused because the national number is another than the citizen's: for the
    auditor, without the numbers."""
    record(actor=SYSTEM, action="refuse_national_sign_on", subject=f"citizen:{identity.citizen_id}")
