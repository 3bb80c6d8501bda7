"""What a citizen with a draft needs to know of the difference between two revisions."""

from functools import lru_cache

from django.utils.translation import get_language

from services import revision_rows
from services.difference import difference
from services.models import Revision

# Steps and notices among the agencies' business are left out.
PARTS = frozenset({"facts", "form", "papers", "fees", "reductions"})


def changes_for_citizens(old: Revision, new: Revision) -> tuple[str, ...]:
    """Sentences, in the order of the procedure's parts. Published revisions never change, so they
    are compared once per process and language."""
    return _changes(old.pk, new.pk, get_language())


@lru_cache(maxsize=512)
def _changes(old: int, new: int, _language: str | None) -> tuple[str, ...]:
    revisions = Revision.objects.select_related("handling_agency", "receiving_agency").in_bulk(
        [old, new]
    )
    before, after = (revision_rows.read(revisions[each]) for each in (old, new))
    return tuple(change.text for change in difference(before, after) if change.part in PARTS)
