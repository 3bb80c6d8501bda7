"""Switching faults on: the address for tests, the page for people."""

from collections.abc import Callable
from typing import Any

import pytest
import requests

from outside.national_stub.faults import ENDPOINTS, KINDS
from tests.outside.national_stub.conftest import Send, message
from tests.outside.national_stub.person_session import PersonSession
from tests.portal.national.stub_process import NationalStub

pytestmark = pytest.mark.processes


def active(stub: NationalStub) -> list[dict[str, Any]]:
    return requests.get(stub.url + "/_faults", timeout=60).json()["faults"]


@pytest.mark.parametrize(
    ("wanted", "detail"),
    [
        ({"fault": "refuse"}, "Lỗi “refuse” cần mã hồ sơ trong “dossier”, hoặc mã thủ tục"),
        ({"fault": "refuse", "dossier": "a", "procedure": "b"}, "Lỗi “refuse” cần mã hồ sơ"),
        ({"fault": "down", "only": "x"}, "“only” là một trong: states, catalogue, comparison, "),
        ({"fault": "error", "status": 404}, "“status” là một số từ 500 đến 599."),
        ({"fault": "down", "times": 0}, "“times” là một số từ 1 trở lên."),
        ({}, "Không có lỗi mô phỏng “”; có: down, "),
        ([], "object has no attribute"),
    ],
)
def test_a_fault_that_makes_no_sense_is_not_switched_on(
    wanted: Any, detail: str, stub: NationalStub
) -> None:
    answer = requests.post(stub.url + "/_faults", json=wanted, timeout=60)
    assert answer.status_code == 400
    assert detail in answer.json()["detail"]
    assert active(stub) == []


def test_times_are_counted_down(
    stub: NationalStub, send: Send, new_code: Callable[[], str]
) -> None:
    stub.fault("down", times=2)
    content = message(new_code(), 1)
    assert [send(content).status_code for _ in range(3)] == [503, 503, 201]


def test_looking_changes_nothing(stub: NationalStub) -> None:
    requests.get(stub.url + "/faults", params={"fault": "down"}, timeout=60)
    requests.get(stub.url + "/_faults", params={"fault": "down"}, timeout=60)
    assert active(stub) == []


def test_the_page_lists_every_fault_and_is_reached_from_the_first_page(stub: NationalStub) -> None:
    assert '<a href="/faults">Gây lỗi thử</a>' in requests.get(stub.url, timeout=60).text
    page = requests.get(stub.url + "/faults", timeout=60).text
    for kind, words in KINDS.items():
        assert f'<option value="{kind}">{words}</option>' in page
    assert "Không có lỗi nào: mọi việc như thường." in page


def test_a_person_switches_a_fault_on_and_off(stub: NationalStub) -> None:
    person = PersonSession(stub.url)
    form = person.get(stub.url + "/faults", timeout=60)
    person.send_form(form, fault="slow", seconds="0,2", times="3", only="states")
    (fault,) = active(stub)
    assert (fault["kind"], fault["seconds"], fault["times"]) == ("slow", 0.2, 3)
    page = person.get(stub.url + "/faults", timeout=60)
    assert "Nhận trạng thái hồ sơ · 0,2 giây" in page.text
    assert "còn 3 lần" in page.text
    person.send_form(page, fault="clear")
    assert active(stub) == []


def test_every_endpoint_has_its_words(stub: NationalStub) -> None:
    for name in ENDPOINTS:
        stub.fault("down", only=name)
    page = requests.get(stub.url + "/faults", timeout=60)
    assert page.status_code == 200
    assert page.text.count("Ngừng hoạt động (503") == len(ENDPOINTS) + 1


def test_a_mistake_on_the_page_is_named_and_nothing_typed_is_lost(stub: NationalStub) -> None:
    person = PersonSession(stub.url)
    form = person.get(stub.url + "/faults", timeout=60)
    page = person.send_form(form, fault="slow", times="ba", dossier="x-1")
    assert page.status_code == 400
    assert "Số lần, số giây và mã lỗi phải là số." in page.text
    assert 'value="ba"' in page.text
    assert 'value="x-1"' in page.text
    assert active(stub) == []


def test_a_foreign_form_switches_nothing_on(stub: NationalStub) -> None:
    answer = requests.post(stub.url + "/faults", data={"fault": "down"}, timeout=60)
    assert answer.status_code == 403
    assert active(stub) == []
