"""The database links the log's entries and refuses to change them."""

import threading
from dataclasses import dataclass

import pytest
from django.db import ProgrammingError, connection, transaction

from portal.shared.action_log.models import ActionLogEntry
from portal.shared.action_log.record import record


@dataclass(frozen=True)
class Someone:
    user_id: int | None = 7
    name: str = "Trần Thị Trà"
    role: str = "citizen"
    agency_code: str = ""


def write(count: int = 1, **detail) -> None:
    for number in range(count):
        record(actor=Someone(), action="file", subject=f"dossier:{number}", **detail)


@pytest.mark.django_db
def test_entries_are_linked_in_the_order_of_writing():
    write(3)
    first, second, third = ActionLogEntry.objects.order_by("position")
    assert [first.position, second.position, third.position] == [1, 2, 3]
    assert first.previous_hash == ""
    assert second.previous_hash == first.hash
    assert third.previous_hash == second.hash
    assert len({first.hash, second.hash, third.hash}) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE shared_actionlogentry SET actor_name = 'x'",
        "DELETE FROM shared_actionlogentry",
    ],
)
def test_an_entry_is_never_changed_or_removed(statement):
    write()
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        connection.cursor().execute(statement)
    assert ActionLogEntry.objects.get().actor_name == "Trần Thị Trà"


@pytest.mark.django_db
def test_the_log_is_never_emptied():
    write()
    cursor = connection.cursor()
    cursor.execute("ALTER TABLE shared_actionlogentry ENABLE TRIGGER ALL")
    with pytest.raises(ProgrammingError, match="Cannot truncate"), transaction.atomic():
        cursor.execute("TRUNCATE shared_actionlogentry")
    assert ActionLogEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_chain_never_forks_under_concurrent_writers():
    def write_many() -> None:
        try:
            for _ in range(25):
                with transaction.atomic():
                    write()
        finally:
            connection.close()

    writers = [threading.Thread(target=write_many) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)
    entries = list(ActionLogEntry.objects.order_by("position"))
    assert [entry.position for entry in entries] == list(range(1, 101))
    assert [entry.previous_hash for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]


@pytest.mark.django_db(transaction=True)
def test_a_second_writer_waits_for_the_first_to_commit():
    order: list[str] = []
    second_started = threading.Event()

    def second() -> None:
        try:
            second_started.set()
            write(writer="second")
            order.append("second")
        finally:
            connection.close()

    with transaction.atomic():
        write(writer="first")
        thread = threading.Thread(target=second)
        thread.start()
        second_started.wait(timeout=60)
        thread.join(timeout=0.3)
        assert thread.is_alive()
        order.append("first")
    thread.join(timeout=60)
    assert order == ["first", "second"]
    details = ActionLogEntry.objects.order_by("position").values_list("detail", flat=True)
    assert list(details) == [{"writer": "first"}, {"writer": "second"}]
