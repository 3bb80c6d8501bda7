"""What the portal ships for the search becomes rows: synonyms and life events.

Idempotent. What an admin has changed or deleted is left alone, what he has not touched follows the
files of a new version.
"""

import json
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from portal.shared.folding import fold
from services.models import LifeEvent, LifeEventProcedure, Procedure, Synonym
from services.search.tokens import phrase_of

DATA = Path(__file__).resolve().parent.parent / "data"


@transaction.atomic
def seed_search(folder: Path = DATA) -> None:
    """Bring shipped synonyms and life events into the database. Procedures that are not in the
    catalogue are left out until it has them."""
    _seed_synonyms(_read(folder / "synonyms.json"))
    _seed_life_events(_read(folder / "life_events.json"))


def _seed_synonyms(phrases: dict[str, list[str]]) -> None:
    present = {each.folded: each for each in Synonym.objects.all()}
    fresh = []
    for said, meanings in phrases.items():
        folded = phrase_of(said)
        there = present.get(folded)
        if there is None:
            fresh.append(Synonym(said=said, folded=folded, meanings=meanings, shipped=True))
        elif not there.edited and (there.said, there.meanings) != (said, meanings):
            there.said, there.meanings = said, meanings
            there.save(update_fields=["said", "meanings"])
    Synonym.objects.bulk_create(fresh)


def _seed_life_events(events: list[dict[str, Any]]) -> None:
    codes = {code for event in events for code in event["procedures"]}
    numbers = dict(Procedure.objects.filter(code__in=codes).values_list("code", "pk"))
    for place, notes in enumerate(events, start=1):
        slug = slugify(fold(notes["title"]))
        event = LifeEvent.objects.filter(slug=slug).first()
        if event is None:
            event = LifeEvent(slug=slug, shipped=True)
        elif event.edited or not event.shipped:
            continue
        event.title, event.text, event.icon = notes["title"], notes["text"], notes["icon"]
        event.sayings, event.place = notes["sayings"], place
        event.save()
        _seed_entries(event, [numbers[code] for code in notes["procedures"] if code in numbers])


def _seed_entries(event: LifeEvent, procedures: list[int]) -> None:
    present = list(event.entries.order_by("place", "pk").values_list("procedure_id", flat=True))
    if present != procedures:
        event.entries.all().delete()
        LifeEventProcedure.objects.bulk_create(
            LifeEventProcedure(event=event, procedure_id=number, place=place)
            for place, number in enumerate(procedures, start=1)
        )


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
