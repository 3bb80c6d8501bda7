"""What the other side says it has: lists that are no lists."""

import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from portal.national.adapters.port import (
    DaySummary,
    EndpointError,
    NotOfferedError,
    TheirDossier,
    TheirProcedure,
)
from portal.national.adapters.rest import RestPortal
from tests.portal.national.answering import Answering, Asked, Given, answering

DAY = {"day": "2022-03-22", "dossiers": 2, "states": 5, "digest": 12}


def portal(server: Answering) -> RestPortal:
    return RestPortal(url=server.url, sender="H47", secret="s")


def given(**content: object) -> Given:
    return Given(json.dumps(content).encode())


def test_days_are_read_and_asked_for_from_a_day_on() -> None:
    with answering(given(days=[DAY])) as server:
        assert list(portal(server).days(since=date(2022, 3, 1))) == [
            DaySummary(date(2022, 3, 22), 2, 5, 12)
        ]
    assert server.asked[0].target == "/api/v1/comparison/days?province=H47&since=2022-03-01"


def test_dossiers_are_read_page_by_page() -> None:
    def pages(asked: Asked) -> Given:
        after = parse_qs(urlsplit(asked.target).query).get("after")
        if after is None:
            return given(dossiers=[{"code": "a", "status": 1, "states": 1}], next="a")
        assert after == ["a"]
        return given(dossiers=[{"code": "b", "status": 10, "states": 7}], next=None)

    with answering(pages) as server:
        assert list(portal(server).dossiers_of(date(2022, 3, 22))) == [
            TheirDossier("a", 1, 1),
            TheirDossier("b", 10, 7),
        ]
    assert server.asked[0].target == "/api/v1/comparison/days/2022-03-22?province=H47"


def test_procedures_are_read() -> None:
    row = {"code": "2.000488", "name": "Cấp Phiếu", "level": 4, "inForce": False}
    with answering(given(procedures=[row], next=None)) as server:
        assert list(portal(server).procedures()) == [
            TheirProcedure("2.000488", "Cấp Phiếu", 4, False)
        ]


def test_keys_are_read_in_their_order_and_an_unknown_dossier_has_none() -> None:
    states = [{"idempotencyKey": "b"}, {"idempotencyKey": "a"}]
    with answering(given(code="x", states=states)) as server:
        assert portal(server).keys_of("x/1") == ["b", "a"]
        assert server.asked[0].target == "/api/v1/dossiers/x%2F1/"
        server.answer = lambda _asked: Given(b'{"title": "Kh"}', status=404)
        assert portal(server).keys_of("x") is None


def test_a_404_that_says_nothing_is_not_an_unknown_dossier() -> None:
    with (
        answering(Given(b"<html>", status=404)) as server,
        pytest.raises(EndpointError, match=r"^Cổng quốc gia trả lời mã 404\.$"),
    ):
        portal(server).keys_of("x")


@pytest.mark.parametrize("status", [404, 405, 501])
def test_a_call_that_is_not_offered(status: int) -> None:
    with answering(Given(b"{}", status=status)) as server, pytest.raises(NotOfferedError) as caught:
        list(portal(server).days(since=None))
    assert str(caught.value) == (
        f"Cổng quốc gia không có địa chỉ /api/v1/comparison/days (mã {status})."
    )


def test_a_call_that_fails_is_offered() -> None:
    with answering(Given(b"{}", status=503)) as server, pytest.raises(EndpointError) as caught:
        list(portal(server).days(since=None))
    assert not isinstance(caught.value, NotOfferedError)
    assert str(caught.value) == "Cổng quốc gia trả lời mã 503."


@pytest.mark.parametrize(
    "content",
    [
        b"[]",
        b"{}",
        b'{"days": 5}',
        b'{"days": [5]}',
        json.dumps({"days": [DAY | {"day": "hôm qua"}]}).encode(),
        json.dumps({"days": [DAY | {"dossiers": -1}]}).encode(),
        json.dumps({"days": [DAY | {"states": "5"}]}).encode(),
        json.dumps({"days": [DAY | {"digest": True}]}).encode(),
    ],
)
def test_days_that_are_none(content: bytes) -> None:
    with answering(Given(content)) as server, pytest.raises(EndpointError) as caught:
        list(portal(server).days(since=None))
    name = "{}" if content == b"[]" else "days"
    assert str(caught.value) == (f"Cổng quốc gia trả lời danh sách không đúng cấu trúc ({name}).")


def test_a_procedure_whose_force_is_no_yes_or_no() -> None:
    row = {"code": "2.000488", "name": "Cấp Phiếu", "level": 4, "inForce": "có"}
    with (
        answering(given(procedures=[row], next=None)) as server,
        pytest.raises(EndpointError, match=r"\(procedures\)"),
    ):
        list(portal(server).procedures())


@pytest.mark.parametrize("following", ["a", 5])
def test_a_list_that_leads_back_is_not_read_for_ever(following: object) -> None:
    asked: list[Asked] = []

    def again(each: Asked) -> Given:
        asked.append(each)
        return Given(status=500) if len(asked) > 5 else given(dossiers=[], next=following)

    with (
        answering(again) as server,
        pytest.raises(EndpointError, match=r"không đúng cấu trúc \(next\)"),
    ):
        list(portal(server).dossiers_of(date(2022, 3, 22)))
    assert len(asked) <= 2
