"""An admin takes a life event away."""

from django.db import transaction

from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from services.models import LifeEvent
from services.search.lexicon import forget_lexicon
from services.search.policy import must_curate


@transaction.atomic
def delete_life_event(*, actor: Actor, number: int) -> str:
    """Its title. A shipped one is kept as removed, so that no import brings it back.

    Raises NotAllowed, LifeEvent.DoesNotExist.
    """
    must_curate(actor)
    event = LifeEvent.objects.select_for_update().get(pk=number, removed=False)
    if event.shipped:
        event.removed, event.edited = True, True
        event.changed_at, event.changed_by_id = clock.now(), actor.person_id
        event.save(update_fields=["removed", "edited", "changed_at", "changed_by"])
    else:
        event.delete()
    record(actor=actor, action="delete_life_event", subject=f"life_event:{event.slug}")
    transaction.on_commit(forget_lexicon)
    return event.title
