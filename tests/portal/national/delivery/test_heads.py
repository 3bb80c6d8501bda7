"""Which messages may be sent now."""

from datetime import timedelta

import pytest

from portal.national import queries
from portal.national.queries import outbox
from tests.portal.national.delivery.rows import MOMENT, Kind, about_procedure, message

pytestmark = pytest.mark.django_db

LATER = MOMENT + timedelta(seconds=30)


def heads(kind: str = Kind.STATE, *, limit: int = 100, **more: bool) -> list[str]:
    found = queries.heads(now=MOMENT, limit=limit, kind=kind, **more)
    return [f"{head.stream}#{head.attempts}" for head in found]


def test_the_oldest_undelivered_message_of_each_stream_oldest_first() -> None:
    message("a", attempts=1, delivered_at=MOMENT)
    message("b", attempts=2)
    message("a", attempts=3)
    message("b", attempts=4)
    assert heads() == ["b#2", "a#3"]
    assert heads(limit=1) == ["b#2"]


def test_a_stream_that_is_held_back_or_parked_stands_still_as_a_whole() -> None:
    message("held", next_try_at=LATER)
    message("held")
    message("due", next_try_at=MOMENT - timedelta(seconds=1))
    message("parked", parked_at=MOMENT)
    message("parked")
    message("free")
    assert heads() == ["due#0", "free#0"]


def test_what_stands_still_does_not_crowd_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "WINDOW", 3)
    for number in range(5):
        message(f"parked-{number}", parked_at=MOMENT)
        message(f"held-{number}", next_try_at=LATER)
        message(f"parked-{number}")
    about_procedure(1)
    for number in range(5):
        message(f"waits-{number}", waits_for="procedure:1")
    message("free")
    assert heads() == ["free#0"]


def test_a_dossier_waits_for_an_older_message_of_its_procedure_only() -> None:
    message("older", waits_for="procedure:1")
    first = about_procedure(1)
    message("younger", waits_for="procedure:1")
    message("other", waits_for="procedure:2")
    message("nothing to wait for")
    assert heads() == ["older#0", "other#0", "nothing to wait for#0"]
    assert heads(procedures_first=False) == [
        "older#0", "younger#0", "other#0", "nothing to wait for#0",
    ]  # fmt: skip
    assert heads(Kind.PROCEDURE) == ["procedure:1#0"]

    type(first).objects.filter(pk=first.pk).update(delivered_at=MOMENT)
    assert heads() == ["older#0", "younger#0", "other#0", "nothing to wait for#0"]


def test_a_procedure_held_back_is_waited_for_and_a_parked_one_is_not() -> None:
    held = about_procedure(1, next_try_at=LATER)
    message("younger", waits_for="procedure:1")
    assert heads() == []
    assert heads(Kind.PROCEDURE) == []

    type(held).objects.update(next_try_at=None, parked_at=MOMENT)
    type(held).objects.exclude(pk=held.pk).update(parked_at=None)
    assert heads() == ["younger#0"]
    assert heads(Kind.PROCEDURE) == []
