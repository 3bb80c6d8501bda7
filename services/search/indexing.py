"""Writes the search columns of a procedure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import QuerySet

from services.models import Procedure, Revision
from services.search.tokens import beside, code_words, words
from services.search.vocabulary import learn

LEADING = "thu tuc "
ORDER_PER_POPULARITY = 1000
BATCH = 1000

WRITE = """
UPDATE services_procedure AS p
SET search_text = n.text, search_vector = n.vector::tsvector, search_order = n.place
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::int[]) AS n (id, text, vector, place)
WHERE p.id = n.id
"""


@dataclass(frozen=True)
class Entry:
    """What the search knows of a procedure. `filters` are lexemes such as `level=4`, so that a
    search with filters reads one index. What is not in force is not found."""

    name: str
    code: str
    sector: str
    agency: str
    popularity: int = 0
    filters: tuple[str, ...] = field(default=())
    in_force: bool = True

    @property
    def text(self) -> str:
        """The folded name without the words "thủ tục" at its beginning."""
        return " ".join(words(self.name)).removeprefix(LEADING)

    @property
    def vector(self) -> str | None:
        """The text of a tsvector: words, two words side by side in the name (`khai_sinh`), filters.
        Without positions: a phrase is found by its pairs, and no row is looked at for it."""
        if not self.in_force:
            return None
        name = words(self.name)
        lexemes = {
            *name,
            *code_words(self.code),
            *words(self.sector),
            *words(self.agency),
            *beside(name),
            *self.filters,
        }
        return " ".join(f"'{each}'" for each in sorted(lexemes))

    @property
    def order(self) -> int:
        """Of many that match, the popular and then the short names are looked at first."""
        return self.popularity * ORDER_PER_POPULARITY - len(self.text)


def entry_of(procedure: Procedure) -> Entry:
    """What is in force of the procedure, for the search."""
    revision = procedure.current_revision
    agency = revision.agency_text if revision else ""
    handling = revision.handling_agency if revision else None
    present = handling.present.name if handling is not None else ""
    return Entry(
        name=procedure.name,
        code=procedure.code,
        sector=procedure.sector.name,
        agency=f"{agency} {present}",
        popularity=procedure.popularity,
        filters=_filters(procedure, revision) if revision else (),
        in_force=revision is not None and revision.state == Revision.State.PUBLISHED,
    )


def index_procedure(procedure: Procedure) -> None:
    """Bring the search columns up to date with the procedure and its current revision."""
    entry = entry_of(procedure)
    _write([(procedure.pk, entry)])
    learn([entry.name, entry.sector, entry.agency])


def index_procedures(procedures: QuerySet[Procedure]) -> None:
    """The same for many, without learning their words: `vocabulary.recount` does that after."""
    present = procedures.select_related("sector", "current_revision__handling_agency__heir").defer(
        "current_revision__eform", "current_revision__source"
    )
    keys = list(procedures.order_by("pk").values_list("pk", flat=True))
    for batch in _batches(keys):
        _write([(each.pk, entry_of(each)) for each in present.filter(pk__in=batch)])


def _write(entries: Sequence[tuple[int, Entry]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            WRITE,
            [
                [pk for pk, _entry in entries],
                [entry.text for _pk, entry in entries],
                [entry.vector for _pk, entry in entries],
                [entry.order for _pk, entry in entries],
            ],
        )


def _filters(procedure: Procedure, revision: Revision) -> tuple[str, ...]:
    """What was the work of an agency that is closed is found by its heir's code too."""
    found = [
        f"level={revision.level}",
        f"place={revision.agency_level}",
        f"sector={procedure.sector.slug}",
        *(f"who={audience}" for audience in revision.audiences),
    ]
    handling = revision.handling_agency
    if handling is not None:
        found += [f"agency={handling.code}", f"agency={handling.present.code}"]
    return tuple(found)


def _batches(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
