"""The delivery process as a real process: outages, kills, two at a time."""

import signal
import subprocess
import threading
from collections.abc import Callable

import pytest
from django.db import connection

from portal.national import queries
from portal.national.delivery.lock import LEADER_LOCK
from portal.national.models import OutboxMessage
from tests.portal.national.conftest import Queue
from tests.portal.national.delivery_process import wait_until
from tests.portal.national.stub_process import NationalStub

MAIN_JOB = [1, 6, 1, 2, 4, 9, 10]
Start = Callable[..., subprocess.Popen[str]]
NewCode = Callable[[], str]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]


def all_delivered() -> bool:
    return not queries.undelivered().exists()


def someone_leads() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND granted "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [LEADER_LOCK],
        )
        return bool(cursor.fetchone()[0])


def test_once_drains_and_ends(
    delivery: Start, national_stub: NationalStub, queue: Queue, new_code: NewCode
) -> None:
    code = new_code()
    queue(code, *MAIN_JOB)
    output, _ = delivery("--once").communicate(timeout=60)
    assert "Đã chuyển 7 bản tin, còn lại 0." in output
    assert national_stub.states(code) == MAIN_JOB


def test_once_ends_when_the_endpoint_is_down(
    delivery: Start, national_stub: NationalStub, queue: Queue, new_code: NewCode
) -> None:
    queue(new_code(), 1, 2)
    national_stub.fault("down")
    process = delivery("--once")
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Đã chuyển 0 bản tin, còn lại 2." in output


def test_states_of_an_outage_arrive_in_order_once_each(
    delivery: Start, national_stub: NationalStub, queue: Queue, new_code: NewCode
) -> None:
    code = new_code()
    delivery()
    queue(code, 1, 6, 1)
    wait_until(all_delivered)
    national_stub.stop()
    queue(code, 2, 4, 9)
    wait_until(lambda: OutboxMessage.objects.filter(attempts__gt=0, delivered_at=None).exists())
    national_stub.start()
    wait_until(all_delivered)
    assert national_stub.states(code) == [1, 6, 1, 2, 4, 9]


def test_two_processes_keep_the_order_and_one_replaces_the_other(
    delivery: Start, national_stub: NationalStub, queue: Queue, new_code: NewCode
) -> None:
    processes = [delivery(), delivery()]
    wait_until(someone_leads)
    codes = [new_code() for _ in range(20)]
    national_stub.fault("slow", seconds=0.02)
    for status in MAIN_JOB[:4]:
        for code in codes:
            queue(code, status)
    processes[0].kill()
    for status in MAIN_JOB[4:]:
        for code in codes:
            queue(code, status)
    wait_until(all_delivered)
    assert [national_stub.states(code) for code in codes] == [MAIN_JOB] * 20
    assert processes[1].poll() is None


def test_kill_in_the_middle_of_a_batch_loses_and_doubles_nothing(
    delivery: Start, national_stub: NationalStub, queue: Queue, new_code: NewCode
) -> None:
    codes = [new_code() for _ in range(120)]
    for code in codes:
        queue(code, 1, 2)
    national_stub.fault("slow_answer", seconds=5)  # it dies long before
    process = delivery()
    wait_until(lambda: national_stub.states(codes[0]))
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert national_stub.states(codes[0]) == [1]
    assert OutboxMessage.objects.filter(delivered_at__isnull=False).count() == 0
    assert not all_delivered()
    national_stub.clear()
    delivery()
    wait_until(all_delivered)
    assert [national_stub.states(code) for code in codes] == [[1, 2]] * 120


def test_sigterm_ends_it_gracefully(delivery: Start) -> None:
    process = delivery()
    wait_until(someone_leads)
    process.terminate()
    assert process.wait(timeout=60) == 0


def test_it_survives_the_loss_of_its_database_connection(
    delivery: Start, national_stub: NationalStub, queue: Queue, new_code: NewCode
) -> None:
    process = delivery()
    code = new_code()
    queue(code, 1)
    wait_until(all_delivered)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    queue(code, 2)
    wait_until(all_delivered)
    assert national_stub.states(code) == [1, 2]
    assert process.poll() is None


def test_messages_written_at_the_same_time_arrive(
    delivery: Start, national_stub: NationalStub, queue: Queue, new_code: NewCode
) -> None:
    codes = [new_code() for _ in range(4)]
    delivery()

    def write(code: str) -> None:
        for status in MAIN_JOB:
            queue(code, status)
        connection.close()

    writers = [threading.Thread(target=write, args=[code]) for code in codes]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    wait_until(all_delivered)
    assert [national_stub.states(code) for code in codes] == [MAIN_JOB] * 4
