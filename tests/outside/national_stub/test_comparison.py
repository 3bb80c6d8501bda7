"""What a province may compare: days with their digests, dossiers of a day."""

import hashlib
from collections.abc import Callable

import pytest

from tests.outside.national_stub.conftest import Send, get_signed, message
from tests.portal.national.stub_process import NationalStub

DAYS = "/api/v1/comparison/days"
pytestmark = pytest.mark.processes


def digest(*dossiers: tuple[str, int, int]) -> int:
    """As the port defines it."""
    each = [hashlib.md5(":".join(map(str, dossier)).encode()).hexdigest() for dossier in dossiers]
    return sum(int(text[:15], 16) for text in each) % 2**60


@pytest.fixture
def two_days(send: Send, stub: NationalStub) -> None:
    stub.forget_dossiers()
    for status in (1, 6, 1, 2):
        send(message("000.00.15.H47-210405-0001", status))
    send(message("000.00.15.H47-210405-0002", 1))
    send(message("000.00.15.H47-210405-0002", 1))  # refused: it is there already
    send(message("H47.15-210406-0001", 1))
    send(message("000.00.15.H48-210405-0001", 1))


def test_days_count_dossiers_and_states_and_digest_them(two_days: None, stub: NationalStub) -> None:
    answer = get_signed(stub.url, f"{DAYS}?province=H47").json()
    first = [("000.00.15.H47-210405-0001", 2, 4), ("000.00.15.H47-210405-0002", 1, 1)]
    assert answer == {
        "days": [
            {"day": "2021-04-05", "dossiers": 2, "states": 5, "digest": digest(*first)},
            {
                "day": "2021-04-06",
                "dossiers": 1,
                "states": 1,
                "digest": digest(("H47.15-210406-0001", 1, 1)),
            },
        ]
    }
    since = get_signed(stub.url, f"{DAYS}?province=H47&since=2021-04-06").json()
    assert since == {"days": answer["days"][1:]}


def test_the_dossiers_of_a_day(two_days: None, stub: NationalStub) -> None:
    rows = [
        {"code": "000.00.15.H47-210405-0001", "status": 2, "states": 4},
        {"code": "000.00.15.H47-210405-0002", "status": 1, "states": 1},
    ]
    whole = get_signed(stub.url, f"{DAYS}/2021-04-05?province=H47").json()
    assert whole == {"dossiers": rows, "next": None}
    rest = get_signed(stub.url, f"{DAYS}/2021-04-05?province=H47&after={rows[0]['code']}").json()
    assert rest == {"dossiers": rows[1:], "next": None}


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (f"{DAYS}?province=H48", 403),
        (DAYS, 403),
        (f"{DAYS}/2021-04-05?province=H48", 403),
        (f"{DAYS}?province=H47&since=x", 400),
        (f"{DAYS}/x?province=H47", 404),
    ],
)
def test_what_is_not_answered(target: str, status: int, stub: NationalStub) -> None:
    assert get_signed(stub.url, target).status_code == status


def test_a_question_with_another_signature_is_not_answered(
    stub: NationalStub, new_code: Callable[[], str]
) -> None:
    refused = get_signed(stub.url, f"{DAYS}?province=H47", secret="khac")
    assert (refused.status_code, refused.json()["detail"]) == (
        401,
        "Chữ ký không đúng (X-Signature).",
    )
