"""A limit counts each person apart, for all processes together, and opens again."""

import threading

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from portal.shared.rate_limit import Limit, TooManyTries, client_address, rate_limited
from portal.shared.rate_limit.models import RateCount

THREE = Limit("track", times=3, seconds=60)


def age(seconds: int) -> None:
    connection.cursor().execute(
        "UPDATE shared_ratecount SET started_at = started_at - %s * interval '1 s'", [seconds]
    )


@pytest.mark.django_db
def test_the_fourth_try_is_one_too_many():
    for _ in range(3):
        THREE.spend("10.0.0.1")
    with pytest.raises(TooManyTries) as refusal:
        THREE.spend("10.0.0.1")
    assert 1 <= refusal.value.seconds <= 60
    assert str(refusal.value) == "Bạn đã thử quá nhiều lần. Hãy đợi 1 phút rồi thử lại."
    THREE.spend("10.0.0.2")
    Limit("upload", times=3, seconds=60).spend("10.0.0.1")


@pytest.mark.django_db
def test_a_limit_opens_again_when_its_time_is_over():
    for _ in range(3):
        THREE.spend("10.0.0.1")
    age(61)
    THREE.spend("10.0.0.1")
    assert RateCount.objects.get().count == 1


@pytest.mark.django_db
def test_spending_is_one_statement_and_keeps_no_address(django_assert_num_queries):
    with django_assert_num_queries(1):
        THREE.spend("10.0.0.1")
    assert "10.0.0.1" not in RateCount.objects.get().key


@pytest.mark.django_db(transaction=True)
def test_processes_count_together():
    refused: list[int] = []

    def spend() -> None:
        try:
            for _ in range(5):
                try:
                    Limit("track", times=12, seconds=60).spend("10.0.0.1")
                except TooManyTries:
                    refused.append(1)
        finally:
            connection.close()

    threads = [threading.Thread(target=spend) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert RateCount.objects.get().count == 20
    assert len(refused) == 8


@pytest.mark.django_db
def test_a_limited_view_answers_with_the_page_and_is_not_called(rf: RequestFactory):
    called: list[str] = []

    @rate_limited(Limit("track", times=1, seconds=120))
    def view(request):
        called.append(request.method)
        return HttpResponse("found")

    assert view(rf.get("/")).status_code == 200
    assert view(rf.post("/")).status_code == 200
    answer = view(rf.post("/"))
    assert answer.status_code == 429
    assert 60 < int(answer["Retry-After"]) <= 120
    assert "Hãy đợi 2 phút rồi thử lại." in answer.content.decode()
    assert called == ["GET", "POST"]


def test_the_address_comes_from_the_proxys_header_only_where_there_is_a_proxy(rf, settings):
    request = rf.get("/", headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.9"})
    assert client_address(request) == "127.0.0.1"
    settings.CLIENT_ADDRESS_HEADER = "X-Forwarded-For"
    assert client_address(request) == "203.0.113.9"


@pytest.mark.parametrize(
    ("told", "counted"),
    [
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("203.0.113.9", "203.0.113.9"),
        ("", ""),
    ],
)
def test_the_many_addresses_of_one_household_count_as_one(rf, told: str, counted: str):
    assert client_address(rf.get("/", REMOTE_ADDR=told)) == counted
