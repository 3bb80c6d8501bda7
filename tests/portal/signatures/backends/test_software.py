"""Keys in files: sign, count wrong PINs, lock."""

import uuid
from datetime import timedelta

import pytest

from portal.shared import clock
from portal.signatures.errors import TokenLocked, TokenMissing, WrongPin
from portal.signatures.models import SigningKey
from tests.portal.signatures.backends.using import use
from tests.signing import PIN, make_key
from tests.trust import Issued
from tests.world import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(leader: Person, personal: Issued) -> SigningKey:
    return make_key(leader.user, personal)


def test_signs(key: SigningKey) -> None:
    use(key)


def test_five_wrong_pins_lock_it_for_a_quarter_of_an_hour(key: SigningKey) -> None:
    begin = clock.now()
    for minute, left in enumerate((4, 3, 2, 1)):
        with clock.pinned(begin + timedelta(minutes=minute)), pytest.raises(WrongPin) as wrong:
            use(key, "000000")
        assert wrong.value.tries_left == left
    with clock.pinned(begin + timedelta(minutes=4)), pytest.raises(TokenLocked) as locked:
        use(key, "000000")
    assert "15 phút" in str(locked.value)
    with (
        clock.pinned(begin + timedelta(minutes=18, seconds=1)),
        pytest.raises(TokenLocked) as locked,
    ):
        use(key, PIN)
    assert "đợi 1 phút" in str(locked.value)

    with clock.pinned(begin + timedelta(minutes=19, seconds=1)):
        use(key, PIN)


def test_a_right_pin_and_a_quarter_of_an_hour_forget_the_wrong_ones(key: SigningKey) -> None:
    for _ in range(4):
        with pytest.raises(WrongPin):
            use(key, "000000")
    use(key)
    with pytest.raises(WrongPin) as wrong:
        use(key, "000000")
    assert wrong.value.tries_left == 4
    with (
        clock.pinned(clock.now() + timedelta(minutes=15, seconds=1)),
        pytest.raises(WrongPin) as wrong,
    ):
        use(key, "000000")
    assert wrong.value.tries_left == 4


@pytest.mark.parametrize("file", ["", "../../etc/passwd", f"{uuid.UUID(int=0)}.p12"])
def test_a_file_that_is_not_there(key: SigningKey, file: str) -> None:
    key.locator = {"file": file}
    with pytest.raises(TokenMissing):
        use(key)
