"""The words of the catalogue, for mending slips: PostgreSQL has no pg_trgm where contrib is
missing, so they are kept in a table of their own."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.db import connection

from services.models import SearchWord
from services.search.tokens import words

LONGEST = 80
_WORD = re.compile(r"[a-z]+")

COUNT = """
INSERT INTO services_searchword (text, procedures)
SELECT replace(word, '_', ' '), ndoc FROM ts_stat(
    'SELECT search_vector FROM services_procedure WHERE search_vector IS NOT NULL')
WHERE word ~ '^[a-z]+(_[a-z]+)?$' AND length(word) <= 80
ORDER BY 1
ON CONFLICT (text) DO UPDATE SET procedures = excluded.procedures
WHERE services_searchword.procedures <> excluded.procedures
"""


def learn(texts: Sequence[str]) -> None:
    """Add the words of these texts that are new; most often there are none."""
    found = set().union(*(_known_by(text) for text in texts)) if texts else set()
    known = SearchWord.objects.filter(text__in=found).values_list("text", flat=True)
    # In one order for everybody: two who publish at once do not wait for each other in a ring.
    fresh = sorted(found.difference(known))
    SearchWord.objects.bulk_create((SearchWord(text=each) for each in fresh), ignore_conflicts=True)


def recount() -> None:
    """Count in how many procedures each word is; words that are gone stay and do no harm."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT)


def pairs(sequence: Iterable[str]) -> set[str]:
    """Each word with the one after it."""
    return {f"{first} {second}" for first, second in pairwise(sequence)}


def _known_by(text: str) -> set[str]:
    found = words(text)
    plain = {word for word in found if _WORD.fullmatch(word)}
    beside = {pair for pair in pairs(found) if _WORD.fullmatch(pair.replace(" ", ""))}
    return {each for each in plain | beside if len(each) <= LONGEST}
