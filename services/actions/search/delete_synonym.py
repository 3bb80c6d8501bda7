"""An admin takes a synonym away."""

from django.db import transaction

from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from services.models import Synonym
from services.search.lexicon import forget_lexicon
from services.search.policy import must_curate


@transaction.atomic
def delete_synonym(*, actor: Actor, number: int) -> str:
    """What was said. A shipped one is kept as removed, so that no import brings it back.

    Raises NotAllowed, Synonym.DoesNotExist.
    """
    must_curate(actor)
    synonym = Synonym.objects.select_for_update().get(pk=number, removed=False)
    if synonym.shipped:
        synonym.removed, synonym.edited = True, True
        synonym.changed_at, synonym.changed_by_id = clock.now(), actor.person_id
        synonym.save(update_fields=["removed", "edited", "changed_at", "changed_by"])
    else:
        synonym.delete()
    record(
        actor=actor,
        action="delete_synonym",
        subject=f"synonym:{synonym.folded}",
        meanings=synonym.meanings,
    )
    transaction.on_commit(forget_lexicon)
    return synonym.said
