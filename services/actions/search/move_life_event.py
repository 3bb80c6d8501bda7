"""An admin changes the order of the life events on the home page."""

from django.db import transaction

from portal.accounts.actor import Actor
from portal.shared.action_log.record import record
from services.models import LifeEvent
from services.search.lexicon import forget_lexicon
from services.search.ordering import moved
from services.search.policy import must_curate


@transaction.atomic
def move_life_event(*, actor: Actor, number: int, up: bool) -> None:
    """One place up or down; at the end of the list nothing happens.

    Raises NotAllowed, LifeEvent.DoesNotExist.
    """
    must_curate(actor)
    events = list(LifeEvent.objects.select_for_update().filter(removed=False))
    events.sort(key=lambda event: (event.place, event.pk))
    event = next((each for each in events if each.pk == number), None)
    if event is None:
        raise LifeEvent.DoesNotExist
    for place, each in enumerate(moved(events, event, up=up), start=1):
        if each.place != place:
            each.place, each.edited = place, True
            each.save(update_fields=["place", "edited"])
    record(actor=actor, action="move_life_event", subject=f"life_event:{event.slug}", up=up)
    transaction.on_commit(forget_lexicon)
