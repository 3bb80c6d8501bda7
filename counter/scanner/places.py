"""The folder of a desk and what lies in it."""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

UNCLAIMED = "khong-nhan"
# Claimed files, until their pages are in the database: <CLAIMED>/<key of the intake>/<name>.
CLAIMED = ".dang-nhan"
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".filepart")


@dataclass(frozen=True)
class DeskFolder:
    """Where the scanner of one desk writes."""

    path: Path
    agency_code: str
    number: int

    @property
    def name(self) -> str:
        """`H47.1/3`."""
        return f"{self.agency_code}/{self.number}"


@dataclass(frozen=True)
class Sighting:
    """A file as one look saw it."""

    name: str
    inode: int
    size: int
    changed_ns: int


def desk_folders(root: Path) -> list[DeskFolder]:
    """All that there are; none when the root is missing (a share that is not mounted)."""
    found = []
    for agency in _folders(root):
        for desk in _folders(agency):
            if desk.name.isdecimal():
                found.append(DeskFolder(desk, agency.name, int(desk.name)))
    return found


def sightings(folder: DeskFolder) -> list[Sighting]:
    """The scanner's files that lie in the folder now, by name; links and helper files are none."""
    found = []
    for entry in _entries(folder.path):
        hidden = entry.name.startswith((".", "~")) or entry.name.lower().endswith(_UNFINISHED)
        if hidden:
            continue
        try:
            if entry.is_file(follow_symlinks=False):
                facts = entry.stat(follow_symlinks=False)
                found.append(Sighting(entry.name, facts.st_ino, facts.st_size, facts.st_mtime_ns))
        except OSError:
            continue  # gone since
    return sorted(found, key=lambda one: (one.changed_ns, one.name))


def claimed_files(folder: DeskFolder) -> list[tuple[str, Path]]:
    """(key of the intake, file) of what was claimed and has no pages yet, as it was scanned."""
    found = []
    for intake in _folders(_own(folder, CLAIMED)):
        for entry in _entries(intake):
            if entry.is_file(follow_symlinks=False):
                found.append((entry.stat().st_mtime_ns, intake.name, Path(entry.path)))
    return [(intake_key, file) for _changed, intake_key, file in sorted(found)]


def set_aside(folder: DeskFolder, file: Path) -> Path:
    """Move a file to the unclaimed ones, never over another."""
    target = _own(folder, UNCLAIMED)
    target.mkdir(exist_ok=True)
    return _move(file, target)


def claim(folder: DeskFolder, file: Path, intake: str) -> Path:
    """Move a file into its intake's place: the scanner may use its name again."""
    target = _own(folder, CLAIMED) / intake
    target.mkdir(parents=True, exist_ok=True)
    return _move(file, target)


def set_aside_before(folder: DeskFolder, moment: datetime) -> list[Path]:
    """The unclaimed files that were moved there before `moment`: by the clock of the disk, which
    notes every move; a scanner's own clock may be wrong, and its time stays with the file."""
    found = []
    for entry in _entries(folder.path / UNCLAIMED):
        with suppress(OSError):  # gone since
            is_old = entry.stat(follow_symlinks=False).st_ctime < moment.timestamp()
            if is_old and entry.is_file(follow_symlinks=False):
                found.append(Path(entry.path))
    return found


def _own(folder: DeskFolder, name: str) -> Path:
    """A folder of ours beside the scanner's files, which others can write beside too: a link there
    would lead files out of the share, or others into it."""
    path = folder.path / name
    if path.is_symlink():
        path.unlink()
    return path


def _move(file: Path, target: Path) -> Path:
    """On the same disk: in one step."""
    free = target / file.name
    number = 1
    while free.exists():
        number += 1
        free = target / f"{file.stem} ({number}){file.suffix}"
    os.rename(file, free)
    return free


def _folders(parent: Path) -> list[Path]:
    return sorted(Path(one.path) for one in _entries(parent) if one.is_dir(follow_symlinks=False))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []
