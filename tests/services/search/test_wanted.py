"""Search is judged by what people would type: queries.csv, over the shipped catalogue.

`wanted` names the right procedure; several where people would be content with each of them (two
codes of one procedure). The questions were written before the search was tuned. The last 45 were
written later, unseen by it: then 30 of them had the wanted procedure first and 37 among the first
five; after that they were tuned for like the others.
"""

import csv
from pathlib import Path

import pytest

from services.models import Procedure
from services.queries import Filters, search_page
from services.search.tokens import phrase_of

pytestmark = pytest.mark.usefixtures("shipped_catalogue", "db")

FILE = Path(__file__).with_name("queries.csv")
FIRST, AMONG_FIVE = 0.90, 0.99


def questions() -> list[tuple[str, list[str]]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [(row["typed"], row["wanted"].split()) for row in csv.DictReader(file)]


def test_the_wanted_procedure_is_first_or_nearly(capsys) -> None:
    first, five, misses = 0, 0, []
    asked = questions()
    for typed, wanted in asked:
        found = [each.procedure.code for each in search_page(typed, Filters()).revisions[:5]]
        first += found[:1] != [] and found[0] in wanted
        five += bool(set(found) & set(wanted))
        if not found or found[0] not in wanted:
            misses.append(f"{typed}: {' or '.join(wanted)} wanted, {' '.join(found)} found")
    with capsys.disabled():
        print(f"\nfirst {first}, among five {five} of {len(asked)}; not first:")
        print("\n".join(misses))
    assert first / len(asked) >= FIRST
    assert five / len(asked) >= AMONG_FIVE


def test_the_questions_are_many_and_no_names_of_procedures() -> None:
    asked = questions()
    codes = set(Procedure.objects.values_list("code", flat=True))
    names = {phrase_of(name) for name in Procedure.objects.values_list("name", flat=True)}

    assert len(asked) == len({typed for typed, _wanted in asked}) == 186
    assert {code for _typed, wanted in asked for code in wanted} <= codes
    assert not {phrase_of(typed) for typed, _wanted in asked} & names
