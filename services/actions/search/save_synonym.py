"""An admin teaches the search what people say."""

from django.db import transaction

from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from services.models import Synonym
from services.search.lexicon import forget_lexicon
from services.search.policy import must_curate
from services.search.synonym_checks import check_synonym
from services.search.tokens import phrase_of


@transaction.atomic
def save_synonym(
    *, actor: Actor, said: str, meanings: list[str], number: int | None = None
) -> Synonym:
    """A new synonym, or the changed one of this number. One that was deleted and is said again
    comes back with the new meanings.

    Raises NotAllowed, InvalidInput (`said`, `meanings`), Synonym.DoesNotExist.
    """
    must_curate(actor)
    said = " ".join(said.replace("\0", "").split())
    meanings = [line for line in (" ".join(each.split()) for each in meanings) if line]
    synonym = None
    if number is not None:
        synonym = Synonym.objects.select_for_update().get(pk=number, removed=False)
    check_synonym(said, meanings, number=number)
    folded = phrase_of(said)
    removed = Synonym.objects.select_for_update().filter(folded=folded, removed=True).first()
    if removed and synonym:
        removed.delete()  # its place is taken by the one that is changed
    synonym = synonym or removed or Synonym()
    synonym.said, synonym.folded, synonym.meanings = said, folded, meanings
    synonym.edited, synonym.removed = True, False
    synonym.changed_at, synonym.changed_by_id = clock.now(), actor.person_id
    synonym.save()
    record(
        actor=actor, action="save_synonym", subject=f"synonym:{synonym.folded}", meanings=meanings
    )
    transaction.on_commit(forget_lexicon)
    return synonym
