"""The platform's list of a day."""

import json
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler

import pytest
from django.utils.timezone import localtime

from payments.actions.check_attempt import check_attempt
from payments.actions.start_attempt import start_attempt
from payments.providers import registry
from payments.providers.errors import ProviderUnavailable
from portal.shared import clock
from tests.local_server import serving
from tests.payments.factory import make_obligation

pytestmark = pytest.mark.django_db


def of_these(attempts, day):
    keys = {str(attempt.key) for attempt in attempts}
    return [each for each in registry.get("national").movements_of(day) if each.attempt_key in keys]


def test_what_was_paid_and_nothing_else(platform, payer):
    attempts = [
        start_attempt(
            obligation=make_obligation(payer.citizen, amount_vnd=amount),
            provider="national",
            next_url="",
        )
        for amount in (10_000, 20_000, 30_000)
    ]
    platform.press(attempts[0].redirect_url, "succeed")
    platform.press(attempts[1].redirect_url, "decline")
    platform.fault("amount_changed", value=-1_000)
    platform.press(attempts[2].redirect_url, "succeed")
    today = localtime(clock.now()).date()

    moved = of_these(attempts, today)

    assert [(each.kind, each.amount_vnd, each.currency) for each in moved] == [
        ("payment", 10_000, "vnd"),
        ("payment", 29_000, "vnd"),
    ]
    assert moved[0].attempt_key == str(attempts[0].key)
    assert moved[0].reference == check_attempt(attempt=attempts[0]).payment_reference
    assert abs(moved[0].at - clock.now()) < timedelta(minutes=1)
    assert of_these(attempts, today - timedelta(days=1)) == []


def test_a_list_that_cannot_be_had_is_no_empty_list(platform):
    platform.fault("error_500")
    with pytest.raises(ProviderUnavailable):
        list(registry.get("national").movements_of(clock.now().date()))


@pytest.fixture
def list_in_pages(settings):
    """A platform whose list of the day has two pages."""
    asked = []
    row = {"MaThamChieu": "other", "SoTien": "5", "MaTienTe": "VND", "ThoiGianTT": "20220322093000"}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            page = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["TrangSo"]
            asked.append(page)
            line = {**row, "MaGiaoDich": f"TT{page}"}
            answer = {"MaLoi": "00", "DanhSach": [line], "ConTrang": page == "1"}
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *args):
            """Quiet."""

    with serving(Handler) as server:
        settings.NATIONAL_PAYMENT_URL = server.url
        yield asked


def test_pages_are_read_to_the_end(list_in_pages):
    moved = list(registry.get("national").movements_of(date(2022, 3, 22)))
    assert list_in_pages == ["1", "2"]
    assert [each.reference for each in moved] == ["TT1", "TT2"]
    assert moved[0].attempt_key == ""
    assert localtime(moved[0].at).isoformat() == "2022-03-22T09:30:00+07:00"
