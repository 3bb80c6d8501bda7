"""Writes the search columns of a procedure."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection

from services.models import Procedure, Revision
from services.search.tokens import code_words, words
from services.search.vocabulary import learn

# Weights of PostgreSQL's full-text search: the name and the code count most.
NAME, SECTOR, AGENCY = "A", "C", "D"
LEADING = "thu tuc "
ORDER_PER_POPULARITY = 1000


@dataclass(frozen=True)
class Entry:
    """What the search knows of a procedure. `filters` are lexemes such as `level=4`, so that a
    search with filters reads one index."""

    name: str
    code: str
    sector: str
    agency: str
    popularity: int = 0
    filters: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """The folded name without the words "thủ tục" at its beginning."""
        return " ".join(words(self.name)).removeprefix(LEADING)

    @property
    def vector(self) -> str:
        """The text of a tsvector."""
        lexemes = _lexemes(
            (NAME, [*words(self.name), *code_words(self.code)]),
            (SECTOR, words(self.sector)),
            (AGENCY, words(self.agency)),
        )
        return " ".join([*lexemes, *(f"'{each}'" for each in self.filters)])

    @property
    def order(self) -> int:
        """Of many that match, the popular and then the short names are looked at first."""
        return self.popularity * ORDER_PER_POPULARITY - len(self.text)


def entry_of(procedure: Procedure) -> Entry:
    """What is in force of the procedure, for the search."""
    revision = procedure.current_revision
    agency = revision.agency_text if revision else ""
    handling = revision.handling_agency if revision else None
    present = handling.present.name if handling else ""
    return Entry(
        name=procedure.name,
        code=procedure.code,
        sector=procedure.sector.name,
        agency=f"{agency} {present}",
        popularity=procedure.popularity,
        filters=_filters(procedure, revision) if revision else (),
    )


def index_procedure(procedure: Procedure) -> None:
    """Bring the search columns up to date with the procedure and its current revision."""
    entry = entry_of(procedure)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE services_procedure SET search_text = %s, search_vector = %s::tsvector,"
            " search_order = %s WHERE id = %s",
            [entry.text, entry.vector, entry.order, procedure.pk],
        )
    learn([entry.name, entry.sector, entry.agency])


def _filters(procedure: Procedure, revision: Revision) -> tuple[str, ...]:
    found = [
        f"level={revision.level}",
        f"place={revision.agency_level}",
        f"sector={procedure.sector_id}",
    ]
    if revision.handling_agency_id:
        found.append(f"agency={revision.handling_agency.present.pk}")
    return (*found, *(f"who={audience}" for audience in revision.audiences))


def _lexemes(*parts: tuple[str, Iterable[str]]) -> list[str]:
    position = 0
    lexemes = []
    for weight, lexeme_words in parts:
        for word in lexeme_words:
            position += 1
            lexemes.append(f"'{word}':{position}{weight}")
        position += 1  # words of two parts do not follow each other
    return lexemes
