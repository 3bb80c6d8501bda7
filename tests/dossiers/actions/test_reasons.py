"""What a use case takes as a reason."""

import pytest

from dossiers.actions.reasons import given
from portal.shared.errors import InvalidInput


def test_blanks_around_it_and_nul_in_it_are_dropped() -> None:
    assert given("  Tôi không\0 cần nữa. \n") == "Tôi không cần nữa."


@pytest.mark.parametrize("typed", ["", "  \n", "\0", "x" * 2001])
def test_none_or_too_much_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        given(typed, "comment")
    assert list(refused.value.errors) == ["comment"]
