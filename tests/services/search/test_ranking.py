"""Marks, meanings, events: what comes before what."""

import pytest

from services.models import LifeEvent, Procedure
from services.queries import Filters, search_page
from services.search.candidates import SEEN, candidates
from services.search.lexicon import forget_lexicon, lexicon, make_lexicon
from services.search.question import Question

pytestmark = pytest.mark.usefixtures("shipped_catalogue", "db")


def codes(typed: str, filters: Filters = Filters()) -> list[str]:  # noqa: B008
    return [each.procedure.code for each in search_page(typed, filters).revisions]


def test_a_life_event_lists_its_procedures_in_their_order() -> None:
    assert codes("mới sinh em bé")[:7] == [
        "1.001193", "2.001023", "2.000986", "1.000689", "1.001022", "2.000528", "1.004222",
    ]  # fmt: skip


def test_a_hidden_event_does_not() -> None:
    LifeEvent.objects.filter(slug="sinh-con").update(shown=False)
    forget_lexicon()

    assert search_page("mới sinh em bé", Filters()).question.event is None


def test_who_types_marks_means_them() -> None:
    assert codes("tặng") != codes("táng")
    assert codes("mai táng")[0] == "1.001731"


def test_a_saying_is_not_its_words_by_chance() -> None:
    """`sổ đỏ` never finds "sổ" here and "do" there."""
    page = search_page("sổ đỏ", Filters())

    assert all("giay" in each.procedure.search_text for each in _with_text(page.revisions))


def _with_text(revisions):
    return [
        type("R", (), {"procedure": Procedure.objects.get(pk=r.procedure_id)}) for r in revisions
    ]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(audience="business"), {"2.001417", "2.000505"}),
        (Filters(audience="citizen"), {"2.000488"}),
        (Filters(level=4), {"2.000488"}),
        (Filters(sector="ly-lich-tu-phap"), {"2.000488", "2.001417", "2.000505"}),
        (Filters(sector="ly-lich-tu-phap", agency="khong-co"), set()),
        (Filters(sector="dat-dai"), set()),
    ],
)
def test_filters_narrow(filters: Filters, found: set[str]) -> None:
    page = search_page("ly lich tu phap", filters, as_typed=True)

    assert {each.procedure.code for each in page.revisions if not page.near} == found


def test_the_number_of_candidates_is_bounded() -> None:
    known = make_lexicon()
    question = Question.parse("giay", known)

    found = candidates(question, known, [])

    assert 0 < len(found) <= 240 + 60 < SEEN


def test_a_process_remembers_words_for_a_minute_and_no_longer(django_assert_num_queries) -> None:
    forget_lexicon()
    with django_assert_num_queries(5):
        lexicon()
    with django_assert_num_queries(0):
        lexicon()
