"""The process outlives what nobody foresaw, and says at once what it lacks."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from portal.national.delivery import process as process_module
from portal.national.delivery.deliverer import Deliverer, Round
from portal.national.delivery.process import DeliveryProcess
from portal.national.queries import undelivered
from tests.portal.national.conftest import Queue
from tests.portal.national.delivery.rows import ScriptedPortal
from tests.portal.national.delivery_process import wait_until

CODE = "000.00.15.H47-220322-0001"


@contextmanager
def living(process: DeliveryProcess) -> Iterator[None]:
    """The process on a thread, until the block ends."""

    def live() -> None:
        process.run()
        process._deliverer.close()
        connection.close()

    thread = threading.Thread(target=live)
    thread.start()
    try:
        yield
    finally:
        process.stop()
        thread.join()


def all_delivered() -> bool:
    return not undelivered().exists()


class Stumbling(Deliverer):
    """Meets a bug in its first turns."""

    turns = 0

    def advance(self) -> Round:
        self.turns += 1
        if self.turns <= 3:
            raise ValueError("049190000001")
        return super().advance()


@pytest.mark.django_db(transaction=True)
def test_a_bug_in_a_turn_is_one_line_and_the_next_turn_delivers(
    scripted: ScriptedPortal, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process_module, "STUMBLE_SECONDS", 0.05)
    queue(CODE, 1, 2)
    said: list[str] = []
    deliverer = Stumbling(scripted)
    began = time.monotonic()
    with living(DeliveryProcess(deliverer, say=said.append, poll_seconds=0.1)):
        wait_until(all_delivered)
    assert time.monotonic() - began > 3 * 0.025  # it did not spin
    stumbles = [line for line in said if "ValueError" in line]
    assert len(stumbles) == 3
    assert "049190000001" not in "".join(said)


@pytest.mark.django_db(transaction=True)
def test_a_new_message_is_announced_and_not_left_for_the_poll(
    scripted: ScriptedPortal, queue: Queue
) -> None:
    with living(DeliveryProcess(Deliverer(scripted), say=lambda _: None, poll_seconds=3600)):
        queue(CODE, 1)
        wait_until(all_delivered)
        queue(CODE, 2)
        wait_until(all_delivered)
    assert scripted.codes == [CODE, CODE]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("NATIONAL_PORTAL_URL", "", "NATIONAL_PORTAL_URL"),
        ("NATIONAL_PORTAL_FORM", "soap", "NATIONAL_PORTAL_FORM"),
        ("NATIONAL_PORTAL_AUTH", "basic", "NATIONAL_PORTAL_AUTH"),
        ("NATIONAL_PORTAL_CA", "/nowhere/ca.pem", "/nowhere/ca.pem"),
    ],
)
def test_what_is_missing_is_one_plain_line(settings, name: str, value: str, words: str) -> None:
    settings.NATIONAL_PORTAL_URL = "http://127.0.0.1:1"
    settings.NATIONAL_PORTAL_SECRET = "secret"
    setattr(settings, name, value)
    with pytest.raises(CommandError) as refused:
        call_command("deliver_outbox", "--once", stdout=StringIO())
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)
