"""What the public sees."""

from collections.abc import Callable

import pytest
import requests

from tests.outside.national_stub.conftest import Send, message
from tests.portal.national.stub_process import NationalStub

pytestmark = pytest.mark.processes


@pytest.fixture
def code(send: Send, new_code: Callable[[], str]) -> str:
    made = new_code()
    for status in (1, 6, 1):
        send(message(made, status))
    send(message(made, 3, HinhThuc="9"))
    return made


def test_the_page_of_a_dossier_shows_codes_and_words(stub: NationalStub, code: str) -> None:
    page = requests.get(f"{stub.url}/dossiers/{code}/", timeout=60).text
    assert page.count('<span class="dot s1">1</span>') == 2
    assert page.count('<span class="dot s6">6</span>') == 1
    assert "Yêu cầu thực hiện nghĩa vụ tài chính" in page
    assert "HinhThuc không hợp lệ: 9." in page


def test_the_search_leads_to_the_dossier(stub: NationalStub, code: str) -> None:
    exact = requests.get(stub.url, params={"q": code}, timeout=60)
    assert exact.url == f"{stub.url}/dossiers/{code}/"
    part = requests.get(stub.url, params={"q": code[-8:]}, timeout=60).text
    assert code in part
    nothing = requests.get(stub.url, params={"q": "không có"}, timeout=60).text
    assert "Không có hồ sơ nào có mã này." in nothing


def test_an_unknown_dossier_is_a_404_in_words(stub: NationalStub) -> None:
    page = requests.get(f"{stub.url}/dossiers/000.00.15.H47-220101-9999/", timeout=60)
    assert page.status_code == 404
    assert "Cổng quốc gia chưa nhận được hồ sơ này." in page.text


def test_the_counters_count_states_and_refusals(stub: NationalStub, code: str) -> None:
    page = requests.get(stub.url, timeout=60).text
    assert "<td>H47</td>" in page
