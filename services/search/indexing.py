"""Writes the search columns of a procedure."""

from collections.abc import Iterable

from django.db import connection

from services.models import Procedure
from services.search.tokens import code_words, words

# Weights of PostgreSQL's full-text search: the name and the code count most.
NAME, SECTOR, AGENCY = "A", "C", "D"
LEADING = "thu tuc "


def index_procedure(procedure: Procedure) -> None:
    """Bring the search columns up to date with the procedure and its current revision."""
    revision = procedure.current_revision
    agency = revision.agency_text if revision else ""
    handling = revision.handling_agency.name if revision and revision.handling_agency else ""
    vector = _vector(
        (NAME, [*words(procedure.name), *code_words(procedure.code)]),
        (SECTOR, words(procedure.sector.name)),
        (AGENCY, words(f"{agency} {handling}")),
    )
    text = " ".join(words(procedure.name)).removeprefix(LEADING)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE services_procedure SET search_text = %s, search_vector = %s::tsvector"
            " WHERE id = %s",
            [text, vector, procedure.pk],
        )


def _vector(*parts: tuple[str, Iterable[str]]) -> str:
    position = 0
    lexemes = []
    for weight, lexeme_words in parts:
        for word in lexeme_words:
            position += 1
            lexemes.append(f"'{word}':{position}{weight}")
    return " ".join(lexemes)
