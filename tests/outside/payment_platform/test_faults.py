"""Each fault does what it says, as often as was ordered, and then all is well."""

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
import requests

from outside.payment_platform.signature import RESULT, is_right
from tests.local_server import serving
from tests.outside.payment_platform.conftest import init_message, page_of
from tests.payments.providers.national.platform import SECRET


class Listener:
    """A real HTTP server that is told results."""

    def __init__(self) -> None:
        self.told: list[dict[str, str]] = []
        self.at: list[float] = []
        self.answers: list[int] = []
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.at.append(time.monotonic())
                listener.told.append(json.loads(body))
                self.send_response(listener.answers.pop(0) if listener.answers else 200)
                self.end_headers()

            def log_message(self, *args: object) -> None:
                """Quiet."""

        self.handler = Handler

    def wait(self, count: int, seconds: float = 60) -> list[tuple[str, bool]]:
        """`MaLoi` and whether the signature is right, once there are `count`."""
        until = time.monotonic() + seconds
        while len(self.told) < count and time.monotonic() < until:
            time.sleep(0.02)
        return [(each["MaLoi"], is_right(each, RESULT, SECRET)) for each in self.told]


@pytest.fixture
def listener(platform) -> Iterator[Listener]:
    """Listening where the platform calls."""
    listener = Listener()
    with serving(listener.handler) as server:
        platform.tell_results_at(f"{server.url}/")
        yield listener
        platform.tell_results_at("")


def test_a_result_is_signed_and_repeated_until_taken(platform, asked, listener):
    listener.answers = [503]
    platform.press(asked[1], "succeed")
    assert listener.wait(2) == [("00", True)] * 2
    assert listener.told[0] == listener.told[1]
    assert listener.told[0]["MaThamChieu"] == asked[0]


@pytest.mark.parametrize(("deed", "code"), [("decline", "02"), ("cancel", "24")])
def test_what_was_not_paid_is_told_too(platform, asked, listener, deed, code):
    platform.press(asked[1], deed)
    assert listener.wait(1) == [(code, True)]


def test_never(platform, asked, listener):
    platform.fault("callback_never")
    platform.press(asked[1], "succeed")
    assert listener.wait(1, seconds=1) == []


def test_late(platform, asked, listener):
    platform.fault("callback_late", value=2)
    before = time.monotonic()
    platform.press(asked[1], "succeed")
    assert listener.wait(1) == [("00", True)]
    assert listener.at[0] - before >= 2


def test_twice(platform, asked, listener):
    platform.fault("callback_twice")
    platform.press(asked[1], "succeed")
    assert listener.wait(2) == [("00", True)] * 2


def test_forged(platform, asked, listener):
    platform.fault("callback_forged")
    platform.press(asked[1], "decline")
    assert sorted(listener.wait(2)) == [("00", False), ("02", True)]


def test_decline_although_told_to_pay(platform, asked):
    platform.fault("decline")
    platform.press(asked[1], "succeed")
    assert platform.state(asked[0])["TrangThaiGD"] == "4"


def test_undecided_until_the_bank_answers(platform, asked):
    platform.fault("undecided")
    platform.press(asked[1], "succeed")
    assert platform.state(asked[0])["TrangThaiGD"] == "3"
    platform.press(asked[1], "decide")
    assert platform.state(asked[0])["TrangThaiGD"] == "1"


def test_amount_and_currency_changed(platform, asked):
    platform.fault("amount_changed", value=-1_000)
    platform.fault("currency_changed")
    platform.press(asked[1], "succeed")
    told = platform.state(asked[0])
    assert (told["TrangThaiGD"], told["SoTien"], told["MaTienTe"]) == ("1", "99000", "USD")


def test_crash_after_charging(platform, asked):
    platform.fault("crash_after_charge")
    with pytest.raises(requests.ConnectionError):
        platform.press(asked[1], "succeed")
    assert platform.state(asked[0])["TrangThaiGD"] == "1"


def test_crash_after_creating(platform):
    platform.fault("crash_after_create")
    message = init_message()
    with pytest.raises(requests.ConnectionError):
        platform.send("init", message)
    assert platform.state(message["MaThamChieu"])["TrangThaiGD"] == "0"
    assert page_of(platform.send("init", message).json())


def test_errors_slowness_and_a_platform_that_cannot_cancel(platform):
    platform.fault("error_500", count=2)
    for _ in range(2):
        assert platform.send("query", {}).status_code == 500
    platform.fault("slow", value=1)
    before = time.monotonic()
    assert platform.send("query", {}).status_code == 200
    assert time.monotonic() - before >= 1
    platform.fault("cancel_unknown")
    assert platform.send("cancel", {}).status_code == 404
    assert platform.faults() == {}


def test_a_bank_must_be_chosen(platform, asked):
    answer = platform.press(asked[1], "succeed", bank="")
    assert answer.status_code == 400
    assert "Hãy chọn ngân hàng hoặc ví điện tử." in answer.text
    assert platform.state(asked[0])["TrangThaiGD"] == "0"


def test_the_pages(platform, asked):
    page = requests.get(asked[1], timeout=60).text
    for words in ("100.000 đ", "Sở Tư pháp", "Nguyễn Thị Trà", "Ngân hàng Sông Thu", "Trả tiền"):
        assert words in page
    assert "<script" not in page
    assert requests.get(f"{platform.url}/pay/nobody", timeout=60).status_code == 404
    assert "Đặt lỗi để thử" in requests.get(f"{platform.url}/", timeout=60).text
    assert "callback_forged" in requests.get(f"{platform.url}/faults", timeout=60).text


def test_faults_from_the_page_and_unknown_ones(platform):
    order = {"name": "slow", "count": "2", "value": "3"}
    requests.post(f"{platform.url}/faults", data=order, timeout=60)
    assert platform.faults() == {"slow": {"count": 2, "value": 3}}
    with pytest.raises(requests.HTTPError):
        platform.fault("no_such_fault")
