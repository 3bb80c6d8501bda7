"""One look at all desks' folders."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import Q

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
from counter.scanner.whole import looks_whole

logger = logging.getLogger(__name__)

# The code of an agency and the number of a desk.
Place = tuple[str, int]

# Nobody changes clients twice in so short a time. After a longer break the intakes themselves tell
# whether another client was at the desk; after a very long one nothing is known.
GAP, LONGEST_GAP = timedelta(seconds=30), timedelta(minutes=10)
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
    at_desk = _open_intakes()
    unknown = _desks_unknown_since(memory, at_desk, now)
    fresh = Memory(now)
    received = 0
    for folder in desk_folders(root):
        place = (folder.agency_code, folder.number)
        before = Desk() if unknown(place) else memory.desks.get(folder.name, Desk())
        intake = at_desk.get(place, "")
        fresh.desks[folder.name] = _looked(folder, before, intake, now)
    # What was seen is remembered before anything else can fail.
    if fresh.desks != memory.desks or memory.at is None or now - memory.at > REMEMBER:
        memories.save(root, fresh)
    for folder in desk_folders(root):
        for intake_key, file in claimed_files(folder):
            received += _received(folder, intake_key, file)
    return received


def _received(folder: DeskFolder, intake_key: str, file: Path) -> int:
    # What opens files comes with the first scan: a watch that sees none stays small.
    from counter.scanner.receive_file import receive_file

    return receive_file(folder, intake_key, file)


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


def _desks_unknown_since(
    memory: Memory, at_desk: dict[Place, str], now: datetime
) -> Callable[[Place], bool]:
    """Of which desks it is not known that no other client was there since the last look."""
    if memory.at is None or now - memory.at > LONGEST_GAP:
        return lambda _place: True
    if now - memory.at <= GAP:
        return lambda _place: False
    since = memory.at
    moved = Intake.objects.filter(
        Q(opened_at__gte=since) | Q(saved_at__gte=since) | Q(closed_at__gte=since),
        desk__isnull=False,
    ).values_list("desk__agency__code", "desk__number", "key")
    others = {
        (code, number) for code, number, key in moved if at_desk.get((code, number)) != str(key)
    }
    return others.__contains__


def _open_intakes() -> dict[Place, str]:
    """The open intake of each desk; of a desk with two (a clerk who changed desks) none."""
    found: dict[Place, str] = {}
    rows = Intake.objects.filter(state=Intake.State.OPEN, desk__isnull=False).values_list(
        "desk__agency__code", "desk__number", "key"
    )
    for agency, number, key in rows:
        desk = (agency, number)
        found[desk] = "" if desk in found else str(key)
    return found
