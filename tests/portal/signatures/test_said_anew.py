"""A failure that a job has kept is read in the reader's own language."""

import pytest
from django.utils import translation

from portal.signatures.errors import TimestampDown, TokenLocked, WrongPin, said_anew


@pytest.mark.parametrize(
    ("failure", "english"),
    [
        (TimestampDown, "The timestamp service"),
        (lambda: WrongPin(4), "4 "),
        (lambda: TokenLocked(15), "15 minutes"),
        (WrongPin, "PIN"),
    ],
)
def test_kept_words_are_said_in_the_language_of_the_page(failure, english):
    kept = failure()
    code, vietnamese = kept.code, str(kept)
    assert said_anew(code, vietnamese) == vietnamese
    with translation.override("en"):
        words = said_anew(code, vietnamese)
        assert words == str(failure())
    assert words != vietnamese
    assert english in words


def test_words_of_no_known_kind_stay():
    assert said_anew("from_elsewhere", "Không rõ.") == "Không rõ."
    assert said_anew("timestamp_down", "") == ""
