"""One entry of the PIN: the files are signed, or the run says why not; nothing is half-signed."""

import hashlib
import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from portal.accounts.encryption import decrypt
from portal.shared import clock
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import NotAllowed
from portal.signatures.actions.erase_pins import erase_pins
from portal.signatures.actions.sign_run import sign_run
from portal.signatures.actions.start_run import ToSign, start_run
from portal.signatures.errors import KeyExpired, NoKey, WrongPin
from portal.signatures.events import FileSigned, RunEnded
from portal.signatures.marks import INVISIBLE, Mark
from portal.signatures.models import SigningItem, SigningKey, SigningRun
from portal.signatures.queries import Progress, last_run_of, progress_of, run_of
from portal.signatures.signing.pades import Signed, sign_pdf
from tests.jobs import run_due_jobs
from tests.signing import PIN, make_key, put
from tests.trust import Issued, TrustServices
from tests.world import Person

pytestmark = pytest.mark.django_db
COPY = Mark.copy(agency="SỞ TƯ PHÁP")


@pytest.fixture
def key(trusting: TrustServices, leader: Person, personal: Issued) -> SigningKey:
    return make_key(leader.user, personal)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the layers above are told."""
    from portal.shared import events

    told: list[object] = []
    handlers = {kind: [told.append] for kind in (FileSigned, RunEnded)}
    for kind, handler in handlers.items():
        monkeypatch.setitem(events._handlers, kind, handler)
    return told


def start(
    leader: Person, key: SigningKey, paper: bytes, count: int = 2, pin: str = PIN
) -> SigningRun:
    items = [
        ToSign(f"file:{number}", put(f"results/{number}.pdf", paper), COPY)
        for number in range(count)
    ]
    return start_run(actor=leader.actor, signing_key=key, pin=pin, subject="many:1", items=items)


def files() -> list[Path]:
    return sorted((Path(django_settings.MEDIA_ROOT) / "signed").rglob("*.*"))


def test_all_files_are_signed_and_told_of(
    leader: Person, key: SigningKey, paper: bytes, heard: list[object]
) -> None:
    run = start(leader, key, paper)
    assert decrypt(run.pin_encrypted) == PIN
    assert progress_of(run) == Progress(0, 2, "waiting", "", "")

    assert run_due_jobs(queues=["signing"]) == ["signatures.sign_run"]

    run = run_of(leader.actor, run.key)
    assert progress_of(run) == Progress(2, 2, "done", "", "")
    assert run.pin_encrypted == ""
    items = list(run.items.all())
    assert [item.level for item in items] == ["B-LT", "B-LT"]
    contents = [
        (Path(django_settings.MEDIA_ROOT) / item.signed_file).read_bytes() for item in items
    ]
    assert [hashlib.sha256(c).hexdigest() for c in contents] == [i.signed_sha256 for i in items]
    assert all(content.startswith(paper) for content in contents)
    assert [(type(e).__name__, e.subject) for e in heard] == [
        ("FileSigned", "file:0"),
        ("FileSigned", "file:1"),
        ("RunEnded", "many:1"),
    ]
    assert heard[0] == FileSigned(
        item_id=items[0].pk,
        subject="file:0",
        run_subject="many:1",
        signed_file=items[0].signed_file,
        sha256=items[0].signed_sha256,
        level="B-LT",
        at=items[0].signed_at,
        signer_id=leader.user.pk,
    )
    last = ActionLogEntry.objects.latest("pk")
    assert (last.action, last.actor_id, last.detail) == (
        "sign_files",
        leader.user.pk,
        {"signed": 2, "error": ""},
    )


def test_a_run_under_way_is_not_started_twice(
    leader: Person, key: SigningKey, paper: bytes
) -> None:
    first, second = start(leader, key, paper), start(leader, key, paper)

    assert first == second
    assert SigningItem.objects.count() == 2
    assert ProcrastinateJob.objects.filter(task_name="signatures.sign_run").count() == 1


def test_a_wrong_pin_signs_nothing_and_says_how_many_tries_are_left(
    leader: Person, key: SigningKey, paper: bytes, heard: list[object]
) -> None:
    run = start(leader, key, paper, pin="654321")
    run_due_jobs(queues=["signing"])

    run.refresh_from_db()
    assert (run.state, run.error, run.pin_encrypted) == ("failed", "wrong_pin", "")
    assert run.error_text == ("Mã PIN chưa đúng. Còn 4 lần thử trước khi khóa ký bị khóa.")
    assert files() == []
    assert [type(event) for event in heard] == [RunEnded]


def test_a_timestamp_service_that_is_down_leaves_what_is_signed_and_the_rest_for_the_next_run(
    leader: Person, key: SigningKey, paper: bytes, trusting: TrustServices
) -> None:
    trusting.fault("timestamp_down", 1)
    run = start(leader, key, paper)
    run_due_jobs(queues=["signing"])
    run.refresh_from_db()
    assert (run.state, run.error) == ("failed", "timestamp_down")
    assert [item.state for item in run.items.all()] == ["failed", "failed"]
    assert files() == []

    # One file is signed, then something else is in the way of the second.
    second = start(leader, key, paper)
    (Path(django_settings.MEDIA_ROOT) / "results/1.pdf").write_bytes(b"no PDF")
    run_due_jobs(queues=["signing"])
    second.refresh_from_db()
    assert (second.state, second.error) == ("failed", "bad_pdf")
    assert [item.state for item in second.items.all()] == ["signed", "failed"]

    third = start(leader, key, paper)
    assert [item.subject for item in third.items.all()] == ["file:1"]
    run_due_jobs(queues=["signing"])
    assert last_run_of("many:1") == third
    third.refresh_from_db()
    assert progress_of(third) == Progress(1, 1, "done", "", "")
    assert len(files()) == 2


def test_a_worker_killed_in_the_middle_is_followed_without_signing_twice(
    leader: Person, key: SigningKey, paper: bytes, heard: list[object], monkeypatch
) -> None:
    """As after kill -9: the run is under way, one file is signed, no job has ended."""
    run = start(leader, key, paper, count=3)

    class Killed(BaseException):
        pass

    def die(event: FileSigned) -> None:
        heard.append(event)
        if event.subject == "file:1":
            raise Killed

    from portal.shared import events

    monkeypatch.setitem(events._handlers, FileSigned, [die])
    with pytest.raises(Killed):
        sign_run(run_id=run.pk)
    run.refresh_from_db()
    assert run.state == "running"
    assert [item.state for item in run.items.all()] == ["signed", "waiting", "waiting"]
    assert len(files()) == 1
    heard.clear()
    monkeypatch.setitem(events._handlers, FileSigned, [heard.append])

    sign_run(run_id=run.pk)

    assert [e.subject for e in heard if isinstance(e, FileSigned)] == ["file:1", "file:2"]
    run.refresh_from_db()
    assert progress_of(run) == Progress(3, 3, "done", "", "")
    assert len(files()) == 3
    sign_run(run_id=run.pk)  # and once more: nothing
    assert len(files()) == 3


def test_two_workers_at_one_run_keep_one_signature(
    leader: Person, key: SigningKey, paper: bytes, heard: list[object], monkeypatch
) -> None:
    """A heartbeat that was lost: the job is taken up while the first worker is still signing."""
    run = start(leader, key, paper)
    again: list[Signed] = []

    def sign_while_another_does(**asked: Any) -> Signed:
        signed = sign_pdf(**asked)
        if not again:
            again.append(signed)
            sign_run(run_id=run.pk)
        return signed

    monkeypatch.setattr("portal.signatures.actions.sign_run.sign_pdf", sign_while_another_does)
    sign_run(run_id=run.pk)

    assert [e.subject for e in heard if isinstance(e, FileSigned)] == ["file:0", "file:1"]
    assert len([e for e in heard if isinstance(e, RunEnded)]) == 1
    kept = run.items.values_list("signed_file", flat=True)
    media = Path(django_settings.MEDIA_ROOT)
    assert sorted(str(file.relative_to(media)) for file in files()) == sorted(kept)


def test_the_pin_is_nowhere_but_encrypted_in_the_run(
    leader: Person, trusting: TrustServices, paper: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    pin = "Bí-mật-98431"
    key = make_key(leader.user, trusting.issue("Võ Đình Sơn", passphrase=pin))
    trusting.fault("timestamp_down", 1)
    with (
        caplog.at_level(logging.DEBUG),
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        run = start(leader, key, paper, pin=pin)
        run_due_jobs(queues=["signing"])
        start(leader, key, paper, pin=pin + "x")
        run_due_jobs(queues=["signing"])

    said = [caplog.text, *(query["sql"] for query in queries)]
    said += [str(row) for row in ProcrastinateJob.objects.values_list("args", flat=True)]
    said += [str(row) for row in SigningRun.objects.values_list()]
    said += [str(row) for row in ActionLogEntry.objects.values_list()]
    assert [text for text in said if "98431" in text] == []
    assert [run.error for run in SigningRun.objects.order_by("pk")] == [
        "timestamp_down",
        "wrong_pin",
    ]
    assert run.items.count() == 2


def test_a_pin_waits_five_minutes_at_most(leader: Person, key: SigningKey, paper: bytes) -> None:
    run = start(leader, key, paper)
    assert erase_pins() == 0

    with clock.pinned(clock.now() + timedelta(minutes=5, seconds=1)):
        assert erase_pins() == 1

    run.refresh_from_db()
    assert (run.state, run.error, run.pin_encrypted) == ("failed", "pin_forgotten", "")
    assert run.error_text.startswith("Việc ký phải chờ quá lâu nên mã PIN đã được xóa.")
    run_due_jobs(queues=["signing"])
    assert files() == []


def test_a_run_being_signed_loses_its_pin_too(
    leader: Person, key: SigningKey, paper: bytes
) -> None:
    run = start(leader, key, paper)
    SigningRun.objects.filter(pk=run.pk).update(state="running")

    with clock.pinned(clock.now() + timedelta(minutes=6)):
        assert erase_pins() == 1

    run.refresh_from_db()
    assert (run.state, run.pin_encrypted) == ("running", "")
    sign_run(run_id=run.pk)  # the worker that held the PIN is dead
    run.refresh_from_db()
    assert (run.state, run.error) == ("failed", "pin_forgotten")


def test_who_may_not_sign(
    leader: Person, clerk: Person, key: SigningKey, paper: bytes, justice
) -> None:
    one = [ToSign("file:0", put("a.pdf", paper), INVISIBLE)]
    asked = {"signing_key": key, "subject": "many:2", "items": one}

    with pytest.raises(NotAllowed):
        start_run(actor=clerk.actor, pin=PIN, **asked)
    with pytest.raises(NotAllowed):
        start_run(actor=None, pin=PIN, **asked)
    with pytest.raises(WrongPin):
        start_run(actor=leader.actor, pin="", **asked)
    with clock.pinned(key.not_after + timedelta(seconds=1)), pytest.raises(KeyExpired):
        start_run(actor=leader.actor, pin=PIN, **asked)
    key.is_active = False
    with pytest.raises(NoKey):
        start_run(actor=leader.actor, pin=PIN, **asked)

    assert SigningRun.objects.count() == 0
    assert not ProcrastinateJob.objects.filter(task_name="signatures.sign_run").exists()


def test_the_portal_puts_a_seal_on_by_itself_with_the_pin_kept_for_it(
    trusting: TrustServices, justice, seal: Issued, paper: bytes
) -> None:
    key = make_key(justice, seal, keep_pin=True)
    assert PIN not in str(key.locator)

    run = start_run(
        actor=None,
        signing_key=key,
        pin="",
        subject="file:0",
        items=[ToSign("file:0", put("a.pdf", paper), Mark("seal", ("Sở Tư pháp",)))],
    )
    run_due_jobs(queues=["signing"])

    run.refresh_from_db()
    assert (run.state, run.signer, run.agency) == ("done", None, justice)


def test_a_revoked_key_signs_nothing(leader: Person, trusting: TrustServices, paper: bytes) -> None:
    issued = trusting.issue("Võ Đình Sơn")
    key = make_key(leader.user, issued)
    trusting.revoke(issued.serial)

    run = start(leader, key, paper)
    run_due_jobs(queues=["signing"])

    run.refresh_from_db()
    assert (run.state, run.error) == ("failed", "key_revoked")
    assert files() == []
