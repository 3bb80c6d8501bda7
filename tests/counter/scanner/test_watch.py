"""Files of a scanner find the client at the desk, and never the next one."""

import os
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from counter.actions.close_intake import close_intake, suspend_intake
from counter.actions.open_intake import open_intake
from counter.actions.resume_intake import resume_intake
from counter.digitising.pages import pages_of
from counter.management.commands.watch_scanners import watch
from counter.models import Desk, Intake, ScannedPage
from counter.scanner.look import look
from counter.scanner.places import CLAIMED, UNCLAIMED, DeskFolder, claim
from counter.scanner.receive_file import receive_file
from portal.shared import clock
from tests.counter.digitising.papers_world import page
from tests.scans import as_jpeg, as_pdf, as_tiff, text_page
from tests.world import Person

pytestmark = pytest.mark.django_db


class Scanner:
    """A desk with its folder, looked at once a second of a clock of its own."""

    def __init__(self, root: Path, clerk: Person) -> None:
        self.root = root
        self.desk = Desk.objects.create(agency=clerk.agency, number=3, clerk=clerk.user)
        self.folder = root / clerk.agency.code / "3"
        self.folder.mkdir(parents=True)
        self.now: datetime = clock.now()
        self.look()

    def look(self, seconds: float = 1) -> int:
        self.now += timedelta(seconds=seconds)
        return look(self.root, self.now)

    def write(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def unclaimed(self) -> list[str]:
        folder = self.folder / UNCLAIMED
        return sorted(file.name for file in folder.iterdir()) if folder.exists() else []


@pytest.fixture
def scanner(tmp_path: Path, clerk: Person) -> Scanner:
    return Scanner(tmp_path / "scanner", clerk)


@pytest.fixture
def seated(clerk: Person, scanner: Scanner) -> Callable[[], Intake]:
    def make() -> Intake:
        intake = open_intake(actor=clerk.actor)
        scanner.look()
        return intake

    return make


def names(intake: Intake) -> list[str]:
    return [page.original_name for page in pages_of(intake)]


def test_a_complete_file_becomes_pages_of_the_client_at_the_desk(
    scanner: Scanner, seated: Callable[[], Intake]
) -> None:
    intake = seated()
    content = as_pdf(text_page(dpi=60), text_page(dpi=60), dpi=60)
    half = scanner.write("scan001.pdf", content[: len(content) // 2])
    assert [scanner.look(), scanner.look(), scanner.look()] == [0, 0, 0], "still being written"
    half.write_bytes(content)
    assert [scanner.look(), scanner.look()] == [0, 1]
    assert names(intake) == ["scan001.pdf", "scan001.pdf"]
    assert {one.source for one in pages_of(intake)} == {"scanner"}
    assert not half.exists()
    assert scanner.look() == 0
    assert scanner.unclaimed() == []


def test_what_was_begun_before_a_client_sat_down_is_nobodys(
    scanner: Scanner, clerk: Person, seated: Callable[[], Intake]
) -> None:
    first = seated()
    content = page(1)
    file = scanner.write("ho-so-cua-A.jpg", content[:500])
    scanner.look()
    close_intake(actor=clerk.actor, key=first.key)
    second = seated()
    file.write_bytes(content)
    for _ in range(4):
        scanner.look()
    assert names(second) == []
    assert scanner.unclaimed() == ["ho-so-cua-A.jpg"]
    # Begun while nobody sat there.
    close_intake(actor=clerk.actor, key=second.key)
    scanner.look()
    scanner.write("khong-ai.jpg", content)
    scanner.look()
    third = seated()
    scanner.look()
    assert names(third) == []
    assert scanner.unclaimed() == ["ho-so-cua-A.jpg", "khong-ai.jpg"]


def test_a_resumed_client_does_not_get_the_scan_of_the_one_in_between(
    scanner: Scanner, clerk: Person, seated: Callable[[], Intake]
) -> None:
    first = seated()
    suspend_intake(actor=clerk.actor, key=first.key)
    second = seated()
    file = scanner.write("giua.jpg", page(1)[:500])
    scanner.look()
    close_intake(actor=clerk.actor, key=second.key)
    resume_intake(actor=clerk.actor, code=first.resume_code)
    file.write_bytes(page(1))
    for _ in range(3):
        scanner.look()
    assert names(first) == []
    assert scanner.unclaimed() == ["giua.jpg"]


def test_after_a_break_the_intakes_tell_whether_another_client_was_there(
    scanner: Scanner, clerk: Person, seated: Callable[[], Intake]
) -> None:
    first = seated()
    scanner.write("ngan.jpg", page(1))
    scanner.look()
    scanner.look(seconds=20)  # a restart
    scanner.write("lau.jpg", page(2))
    scanner.look(seconds=120)
    scanner.look()
    assert names(first) == ["ngan.jpg", "lau.jpg"]
    with clock.pinned(scanner.now + timedelta(seconds=30)):
        suspend_intake(actor=clerk.actor, key=first.key)
        second = open_intake(actor=clerk.actor)
        close_intake(actor=clerk.actor, key=second.key)
        resume_intake(actor=clerk.actor, code=first.resume_code)
    scanner.write("cua-nguoi-khac.jpg", page(3))
    scanner.look(seconds=60)
    scanner.look()
    scanner.write("qua-lau.jpg", page(4))
    scanner.look(seconds=700)
    scanner.look()
    assert names(first) == ["ngan.jpg", "lau.jpg"]
    assert scanner.unclaimed() == ["cua-nguoi-khac.jpg", "qua-lau.jpg"]


def test_killed_at_any_point_nothing_is_lost_and_nothing_doubled(
    scanner: Scanner, seated: Callable[[], Intake]
) -> None:
    intake = seated()
    folder = DeskFolder(scanner.folder, scanner.desk.agency.code, 3)
    # Killed after the claim, before the pages were written.
    claim(folder, scanner.write("a.jpg", page(1)), str(intake.key))
    assert scanner.look() == 1
    # Killed after the pages were written, before the file was deleted.
    file = claim(folder, scanner.write("a.jpg", page(1)), str(intake.key))
    assert receive_file(folder, str(intake.key), file) == 1
    assert names(intake) == ["a.jpg"]
    assert not file.exists()


def test_claimed_for_a_client_who_has_left_it_is_nobodys(
    scanner: Scanner, clerk: Person, seated: Callable[[], Intake]
) -> None:
    intake = seated()
    folder = DeskFolder(scanner.folder, scanner.desk.agency.code, 3)
    claim(folder, scanner.write("muon.jpg", page(1)), str(intake.key))
    close_intake(actor=clerk.actor, key=intake.key)
    assert scanner.look() == 0
    assert scanner.unclaimed() == ["muon.jpg"]
    assert not ScannedPage.objects.exists()
    assert not any((scanner.folder / CLAIMED / str(intake.key)).iterdir())


def test_a_file_that_cannot_be_used_is_told_of_and_kept(
    scanner: Scanner, seated: Callable[[], Intake]
) -> None:
    intake = seated()
    scanner.write("virus.pdf", b"MZ" + b"\x00" * 3000)
    scanner.write("nua.jpg", page(1)[:900])
    link = scanner.folder / "link.jpg"
    link.symlink_to("/etc/hostname")
    scanner.look()
    scanner.look()
    os.utime(scanner.folder / "nua.jpg", (0, 0))
    scanner.look()
    scanner.look()
    told = {one.original_name: one.refusal for one in pages_of(intake)}
    assert told["virus.pdf"].startswith("Tệp này là chương trình máy tính")
    assert told["nua.jpg"].startswith("Ảnh này bị hỏng")
    assert scanner.unclaimed() == ["nua.jpg", "virus.pdf"]
    assert link.is_symlink()


def test_links_and_folders_of_others_lead_nowhere(
    scanner: Scanner, clerk_tamtien: Person, seated: Callable[[], Intake], tmp_path: Path
) -> None:
    """The share can be written by whoever reaches the scanner."""
    intake = seated()
    other = open_intake(actor=clerk_tamtien.actor)
    outside = tmp_path / "outside" / str(intake.key)
    outside.mkdir(parents=True)
    (outside / "la.jpg").write_bytes(page(1))
    (scanner.folder / CLAIMED).symlink_to(outside.parent)
    (scanner.folder / UNCLAIMED).symlink_to(outside.parent)
    scanner.look()
    assert (outside / "la.jpg").exists() and not ScannedPage.objects.exists()

    foreign = scanner.folder / CLAIMED / str(other.key)
    foreign.mkdir(parents=True)
    (foreign / "la.jpg").write_bytes(page(1))
    scanner.look()
    assert not ScannedPage.objects.exists()
    assert scanner.unclaimed() == ["la.jpg"]
    assert sorted(file.name for file in outside.parent.iterdir()) == [str(intake.key)]


def test_a_file_that_misleads_what_reads_it_keeps_no_other_waiting(
    scanner: Scanner, seated: Callable[[], Intake]
) -> None:
    intake = seated()
    # The width of the second page is missing: Pillow raises a TypeError.
    whole = as_tiff(text_page(seed=1), text_page(seed=2))
    second = whole.rindex(b"\x00\x01\x03\x00")
    scanner.write("a.tif", whole[:second] + b"\x00\x7f" + whole[second + 2 :])
    scanner.write("b.jpg", page(1))
    scanner.look()
    scanner.look()
    told = {one.original_name: (one.state, one.refusal) for one in pages_of(intake)}
    assert told["a.tif"] == ("refused", "Tệp TIFF này bị hỏng, không mở được. Hãy quét lại.")
    assert told["b.jpg"] == ("new", "")


def test_a_desk_of_another_agency_with_the_same_number_is_another_desk(
    scanner: Scanner, clerk_tamtien: Person, seated: Callable[[], Intake]
) -> None:
    intake = seated()
    Desk.objects.create(agency=clerk_tamtien.agency, number=3, clerk=clerk_tamtien.user)
    other = open_intake(actor=clerk_tamtien.actor)
    scanner.look()
    scanner.write("a.jpg", as_jpeg(text_page(dpi=60), dpi=60))
    scanner.look()
    scanner.look()
    assert (names(intake), names(other)) == (["a.jpg"], [])


@pytest.mark.parametrize(
    "kept",
    ["", "[]", '{"at": 5, "desks": {}}', '{"at": "2026-11-20T08:00:00", "desks": {}}',
     '{"at": "2026-11-20T08:00:00+07:00", "desks": []}'],
    ids=["empty", "list", "number", "no-offset", "no-desks"],
)  # fmt: skip
def test_a_broken_memory_is_none(scanner: Scanner, seated: Callable[[], Intake], kept: str) -> None:
    (scanner.root / ".lan-xem.json").write_text(kept)
    intake = seated()
    scanner.write("a.jpg", as_jpeg(text_page(dpi=60), dpi=60))

    assert sum(scanner.look() for _ in range(3)) == 1

    assert len(pages_of(intake)) == 1


class FailingShare(type(Path())):  # type: ignore[misc]
    """A folder that fails in a way nobody has thought of, as often as `faults` says."""

    faults = 0

    def __fspath__(self) -> str:
        if FailingShare.faults:
            FailingShare.faults -= 1
            raise RuntimeError("of the share")
        return super().__fspath__()


class LeaveAfter(threading.Event):
    """Told to leave after so many looks."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self.left = looks

    def wait(self, timeout: float | None = None) -> bool:
        self.left -= 1
        return self.left < 0


@pytest.mark.django_db(transaction=True)  # the watch closes its connection between two looks
def test_an_error_that_nobody_has_thought_of_does_not_end_the_watch(
    scanner: Scanner, seated: Callable[[], Intake], caplog: pytest.LogCaptureFixture
) -> None:
    intake = seated()
    scanner.write("a.jpg", as_jpeg(text_page(dpi=60), dpi=60))
    FailingShare.faults = 2

    watch(FailingShare(scanner.root), LeaveAfter(6), 0)

    assert FailingShare.faults == 0
    assert "RuntimeError" in caplog.text
    assert len(pages_of(intake)) == 1
