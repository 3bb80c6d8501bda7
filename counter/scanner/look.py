"""One look at all desks' folders."""

import logging
from datetime import datetime, timedelta
from pathlib import Path

from counter.models import Intake
from counter.scanner import memory as memories
from counter.scanner.memory import Desk, Memory, Seen
from counter.scanner.places import (
    DeskFolder,
    Sighting,
    claim,
    claimed_files,
    desk_folders,
    set_aside,
    sightings,
)
from counter.scanner.receive_file import receive_file
from counter.scanner.whole import looks_whole

logger = logging.getLogger(__name__)

# Nobody changes clients twice in so short a time; after a longer break nothing is known.
GAP = timedelta(seconds=30)
# While nothing changes, the memory is written this often.
REMEMBER = timedelta(seconds=10)
# A file whose end is missing is given so long before it is taken as it is (and refused in words).
PATIENCE = timedelta(seconds=30)


def look(root: Path, now: datetime) -> int:
    """See what is new, claim what is complete, write its pages; how many files were received.

    Safe to be killed at any moment: a claimed file lies under its intake's key until its pages
    are written, and the same file is written once.
    """
    memory = memories.load(root)
    known = memory.at is not None and now - memory.at <= GAP
    at_desk = _open_intakes()
    fresh = Memory(now)
    received = 0
    for folder in desk_folders(root):
        before = memory.desks.get(folder.name, Desk()) if known else Desk()
        intake = at_desk.get((folder.agency_code, folder.number), "")
        fresh.desks[folder.name] = _looked(folder, before, intake, now)
    # What was seen is remembered before anything else can fail.
    if fresh.desks != memory.desks or not known or now - (memory.at or now) > REMEMBER:
        memories.save(root, fresh)
    for folder in desk_folders(root):
        for intake_key, file in claimed_files(folder):
            received += receive_file(folder, intake_key, file)
    return received


def _looked(folder: DeskFolder, before: Desk, intake: str, now: datetime) -> Desk:
    """Remember what is still being written; claim or set aside what is complete."""
    desk = Desk(intake)
    for one in sightings(folder):
        last = before.files.get(one.name)
        if last is None or last.sighting.inode != one.inode:
            # First seen now: begun since the last look, when `before.intake` was at the desk.
            last, began = None, before.intake
        else:
            began = last.intake
        whose = intake if intake and began == intake else ""
        complete = last is not None and last.sighting == one and _is_complete(folder, one, now)
        if not (complete and _took_away(folder, one, whose)):
            desk.files[one.name] = Seen(one, whose)
    return desk


def _is_complete(folder: DeskFolder, one: Sighting, now: datetime) -> bool:
    """Unchanged since the last look, with the end that its kind has (or long enough without)."""
    old = now.timestamp() - one.changed_ns / 1e9 > PATIENCE.total_seconds()
    return old or looks_whole(folder.path / one.name)


def _took_away(folder: DeskFolder, one: Sighting, whose: str) -> bool:
    """False when it cannot be moved now: it stays remembered as whose it is."""
    file = folder.path / one.name
    try:
        if whose:
            claim(folder, file, whose)
        else:
            set_aside(folder, file)
            logger.warning("Tệp quét không của ai / a scan of nobody's: %s", folder.name)
    except OSError as error:
        logger.warning("Không chuyển được tệp quét / cannot move a scan: %s", error)
        return False
    return True


def _open_intakes() -> dict[tuple[str, int], str]:
    """The open intake of each desk; of a desk with two (a clerk who changed desks) none."""
    found: dict[tuple[str, int], str] = {}
    rows = Intake.objects.filter(state=Intake.State.OPEN, desk__isnull=False).values_list(
        "desk__agency__code", "desk__number", "key"
    )
    for agency, number, key in rows:
        desk = (agency, number)
        found[desk] = "" if desk in found else str(key)
    return found
