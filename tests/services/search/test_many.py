"""A catalogue many times as large costs the same statements; its procedures are whole."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.many_procedures import make_many
from services.models import Procedure, Revision
from services.queries import Filters, search_page
from services.search.lexicon import forget_lexicon

pytestmark = pytest.mark.usefixtures("shipped_catalogue", "db")

QUESTIONS = ("giấy phép", "khai sinh", "khia sinh", "sổ đỏ", "khai sinh mèo", "2.000488", "")


def counts() -> list[int]:
    found = []
    for typed in QUESTIONS:
        search_page(typed, Filters())
        with CaptureQueriesContext(connection) as captured:
            search_page(typed, Filters())
        found.append(len(captured))
    return found


def test_many_procedures_cost_the_same_statements() -> None:
    few = counts()

    assert make_many(600, 3) == 457
    forget_lexicon()

    assert counts() == few == [2, 2, 3, 2, 3, 2, 1]
    copies = Procedure.objects.filter(code__startswith="7.")
    states = Revision.objects.filter(procedure__in=copies).values_list("state", flat=True)
    assert sorted(states) == ["published"] * 457 + ["superseded"] * 914
    whole = copies.get(code="7.000001")
    assert whole.current_revision.number == 3
    assert whole.current_revision.steps.exists()
    assert search_page(whole.code, Filters()).revisions[0].procedure == whole


def test_the_wanted_one_stays_first_among_its_copies() -> None:
    make_many(600, 1)
    forget_lexicon()

    for typed, code in (("khai sinh", "1.001193"), ("gplx", "1.002809"), ("sổ đỏ", "1.004199")):
        assert search_page(typed, Filters()).revisions[0].procedure.code == code
