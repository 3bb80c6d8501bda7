"""Entries of the catalogue are queued without a change: what was never told, or got lost."""

from collections.abc import Mapping

from django.db import transaction

from portal.accounts.actor import SYSTEM, Actor
from portal.national.catalogue_handlers import procedure_message
from portal.national.comparison.our_catalogue import (
    Told,
    current,
    is_in_force,
    known_procedures,
    told_of,
)
from portal.national.models import OutboxMessage
from portal.national.policy import must_run_the_line
from portal.shared.action_log.record import record


@transaction.atomic
def queue_procedures(
    *, actor: Actor, procedures: Mapping[int, Told] | None = None
) -> frozenset[int]:
    """Queue an entry for each procedure in force that never had one; their ids.

    With `procedures`: for these, withdrawn ones too, as far as their messages are still as they
    were seen and none is waiting. The entry says what is true now. Raises NotAllowed.
    """
    if actor is not SYSTEM:
        must_run_the_line(actor)
    found = known_procedures().select_for_update(of=("self",))
    if procedures is not None:
        found = found.filter(pk__in=list(procedures))
    chosen = list(found)
    told = told_of(procedure.pk for procedure in chosen)
    if procedures is None:
        chosen = [each for each in chosen if is_in_force(each) and each.pk not in told]
    else:
        chosen = [each for each in chosen if _is_as_seen(told.get(each.pk), procedures[each.pk])]
    OutboxMessage.objects.bulk_create(
        procedure_message(each, current(each), in_force=is_in_force(each)) for each in chosen
    )
    if chosen:
        record(
            actor=actor,
            action="queue_procedures",
            subject="catalogue:procedures",
            procedures=len(chosen),
        )
    return frozenset(each.pk for each in chosen)


def _is_as_seen(told: Told | None, seen: Told) -> bool:
    return (told or Told()) == seen and not seen.waiting
