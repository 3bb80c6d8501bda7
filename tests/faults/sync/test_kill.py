"""kill -9 on either side, again and again, while hundreds of changes are on their way."""

import signal

import pytest

from portal.national.models import OutboxMessage
from portal.national.queries import undelivered
from tests.portal.national.delivery_process import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]

STATES = [1, 6, 1, 2, 4, 9, 10]
DOSSIERS = 120


def all_delivered() -> bool:
    return not undelivered().exists()


def delivered() -> int:
    return OutboxMessage.objects.filter(delivered_at__isnull=False).count()


def test_killing_the_delivery_again_and_again_loses_and_doubles_nothing(
    delivery, national_stub, queue, new_code
):
    codes = [new_code() for _ in range(DOSSIERS)]
    for code in codes:
        queue(code, *STATES)
    # Batches are in the air most of the time; the last process has several before it.
    for so_many, slow in ((1, 0.1), (150, 0.1), (300, 0.1), (450, 1)):
        national_stub.clear()
        national_stub.fault("slow_answer", seconds=slow)
        process = delivery()
        wait_until(lambda so_many=so_many: delivered() >= so_many)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert not all_delivered()
    national_stub.clear()
    delivery()
    wait_until(all_delivered)
    assert [national_stub.states(code) for code in codes] == [STATES] * DOSSIERS


def test_killing_the_other_side_between_accepting_and_answering_loses_and_doubles_nothing(
    delivery, national_stub, queue, new_code
):
    codes = [new_code() for _ in range(DOSSIERS)]
    process = delivery()
    for status in STATES:
        for code in codes:
            queue(code, status)
        if status in (6, 2, 9):
            national_stub.crash()
            wait_until(lambda: not national_stub.is_running)
            national_stub.start()
    wait_until(all_delivered)
    assert [national_stub.states(code) for code in codes] == [STATES] * DOSSIERS
    # What it had taken in before it died was sent again, under the same key.
    assert OutboxMessage.objects.filter(attempts__gt=1).exists()
    assert process.poll() is None
