"""kill -9 on either side, again and again, while hundreds of changes are on their way."""

import random
import signal
import time

import pytest

from portal.national.models import OutboxMessage
from portal.national.queries import undelivered
from tests.portal.national.delivery_process import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]

STATES = [1, 6, 1, 2, 4, 9, 10]
DOSSIERS = 120


def all_delivered() -> bool:
    return not undelivered().exists()


def test_killing_the_delivery_again_and_again_loses_and_doubles_nothing(
    delivery, national_stub, queue, new_code
):
    codes = [new_code() for _ in range(DOSSIERS)]
    for code in codes:
        queue(code, *STATES)
    national_stub.fault("slow_answer", seconds=0.05)
    dice = random.Random(4748)
    deaths = 0
    while not all_delivered():
        process = delivery()
        end = time.monotonic() + dice.uniform(1.2, 2.5)
        while time.monotonic() < end and not all_delivered():
            time.sleep(0.05)
        if not all_delivered():
            process.send_signal(signal.SIGKILL)
            deaths += 1
        process.kill()
        process.wait()
        assert deaths < 30, "killed so often that nothing gets through"
        if deaths == 4:
            national_stub.clear()
    assert deaths >= 2
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
            national_stub.fault("crash")
            wait_until(lambda: not national_stub.is_running)
            national_stub.start()
    wait_until(all_delivered, seconds=60)
    assert [national_stub.states(code) for code in codes] == [STATES] * DOSSIERS
    # What it had taken in before it died was sent again, under the same key.
    assert OutboxMessage.objects.filter(attempts__gt=1).exists()
    assert process.poll() is None
