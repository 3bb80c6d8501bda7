"""Searches that found nothing: counted without persons, shown from the third time, no flood."""

from datetime import timedelta

import pytest
from django.test import Client

from portal.shared import clock
from services.models import MissedSearch
from services.search import missed
from services.search.missed import Missed, forget_old, missed_searches, phrase_to_keep

pytestmark = pytest.mark.usefixtures("shipped_catalogue", "db")


def ask(typed: str, address: str = "10.0.0.1") -> None:
    Client(REMOTE_ADDR=address).get("/services/", {"q": typed})


def kept() -> list[tuple[str, int]]:
    return list(MissedSearch.objects.order_by("phrase").values_list("phrase", "times"))


def test_a_phrase_is_shown_from_its_third_time_on() -> None:
    ask("Mèo  Máy", "10.0.0.1")
    ask("meo may", "10.0.0.2")
    assert (kept(), missed_searches()) == ([("meo may", 2)], [])

    ask("mèo máy", "10.0.0.3")

    assert missed_searches() == [Missed("meo may", 3, clock.today())]


def test_reloading_counts_once() -> None:
    for _ in range(5):
        ask("mèo máy")

    assert kept() == [("meo may", 1)]


def test_what_is_found_is_not_kept() -> None:
    ask("khai sinh")
    ask("khia sinh")
    ask("")
    Client().get("/services/", {"q": "mèo máy", "level": "4"})

    assert kept() == []


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ("mèo máy", "meo may"),
        ("tra@motcua.example", ""),
        ("nguyen van a 049190001234", ""),
        ("0905 123 456 meo", ""),
        ("12 34 5", ""),
        ("x", ""),
        ("a " * 100, "a a a a a a a a"),
        ("y" * 61, ""),
    ],
)
def test_personal_data_is_not_kept(typed: str, phrase: str) -> None:
    assert phrase_to_keep(typed) == phrase


def test_one_address_counts_ten_times_an_hour() -> None:
    for number in range(12):
        ask(f"meo may {chr(97 + number) * 3}")

    assert MissedSearch.objects.count() == 10


def test_a_day_keeps_so_many_phrases_and_goes_on_counting_those(monkeypatch) -> None:
    monkeypatch.setattr(missed, "MOST_A_DAY", 2)
    for number in range(4):
        ask(f"meo {chr(97 + number) * 3}", f"10.0.0.{number}")
    ask("meo aaa", "10.0.1.1")

    assert kept() == [("meo aaa", 2), ("meo bbb", 1)]


def test_old_days_are_forgotten() -> None:
    MissedSearch.objects.create(day=clock.today() - timedelta(days=91), phrase="cu", times=9)
    MissedSearch.objects.create(day=clock.today() - timedelta(days=90), phrase="moi", times=9)

    forget_old()

    assert kept() == [("moi", 9)]
