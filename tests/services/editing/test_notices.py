import pytest

from portal.shared.errors import InvalidInput
from services.editing.notices import set_notices
from tests.services.editing.contents import content


def test_texts_by_event_and_empty_ones_not_at_all() -> None:
    after = set_notices(content(), {"file": "Chuẩn bị bản chính.\r\n\x07", "receive": "  "})

    assert after.notices == {"file": "Chuẩn bị bản chính."}


def test_a_text_that_is_too_long() -> None:
    with pytest.raises(InvalidInput) as refusal:
        set_notices(content(), {"decide": "a" * 1001})

    assert refusal.value.errors == {
        "decide": "Dài tối đa 1000 ký tự, bạn đã nhập 1001 ký tự. Hãy rút gọn."
    }


def test_an_event_that_nobody_knows_is_left_out() -> None:
    assert set_notices(content(), {"gone": "x"}).notices == {}
