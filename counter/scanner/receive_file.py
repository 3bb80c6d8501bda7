"""A claimed file becomes pages of its intake; safe to repeat after a death at any point."""

import logging
import os
import uuid
from pathlib import Path

from django.conf import settings
from django.db import transaction

from counter.digitising.adding import add_taken, already_there
from counter.digitising.findings import UNREADABLE
from counter.digitising.taking import Taken, take
from counter.models import Intake, ScannedPage
from counter.scanner.places import DeskFolder, set_aside
from portal.shared import clock
from portal.shared.errors import InvalidInput
from portal.shared.uploads import store
from portal.shared.uploads.checking import BadFile
from portal.shared.uploads.names import clean_name

logger = logging.getLogger(__name__)

_CHUNK = 1024 * 1024
_BACK = (Intake.State.OPEN, Intake.State.SUSPENDED)


def receive_file(folder: DeskFolder, intake_key: str, file: Path) -> int:
    """Write its pages, then delete it; 1, or 0 when it is nobody's any more.

    A file that cannot be used is told of on the client's page and kept among the unclaimed.
    """
    intake = _intake(folder, intake_key)
    if intake is None:
        set_aside(folder, file)
        return 0
    try:
        taken = _taken(file)
    except BadFile as error:
        return _refused(folder, intake, file, str(error))
    except FileNotFoundError:
        return 0
    except OSError as error:
        # Not readable now; it stays claimed, and the files of other clients do not wait for it.
        logger.warning("Không đọc được tệp quét / cannot read a scan: %s", error)
        return 0
    try:
        with transaction.atomic():
            added = _add(intake, taken)
    except InvalidInput as refusal:
        store.delete(taken.place)
        return _refused(folder, intake, file, refusal.errors["file"])
    except BaseException:
        store.delete(taken.place)
        raise
    if not added:
        store.delete(taken.place)
    if added is None:
        set_aside(folder, file)
        return 0
    file.unlink(missing_ok=True)
    return 1


def _intake(folder: DeskFolder, key: str) -> Intake | None:
    """Suspended since: the pages are still this client's. What lies in the folder of one agency
    never becomes pages of another's client, whoever has put it there."""
    try:
        wanted = uuid.UUID(key)
    except ValueError:
        return None
    mine = Intake.objects.filter(agency__code=folder.agency_code)
    return mine.filter(key=wanted, state__in=_BACK).first()


def _taken(file: Path) -> Taken:
    # Looked at before it is read; and while it is read, should it still grow.
    with open(os.open(file, os.O_RDONLY | os.O_NOFOLLOW), "rb") as content:
        return take(
            chunks=iter(lambda: content.read(_CHUNK), b""),
            name=file.name,
            most_bytes=settings.SCAN_FILE_MAX_BYTES,
        )


def _add(intake: Intake, taken: Taken) -> list[ScannedPage] | None:
    """The pages; none when they are there already; None when the client has left meanwhile."""
    locked = Intake.objects.select_for_update().get(pk=intake.pk)
    if locked.state not in _BACK:
        return None
    if already_there(locked, taken):
        return []
    locked.saved_at = clock.now()
    locked.save(update_fields=["saved_at"])
    return add_taken(
        locked, taken, requirement_key="", source=ScannedPage.Source.SCANNER, by=locked.clerk_id
    )


def _refused(folder: DeskFolder, intake: Intake, file: Path, words: str) -> int:
    """Tell the clerk on the page; the file itself is kept."""
    name = clean_name(file.name, file.suffix.lower()[:8])
    with transaction.atomic():
        locked = Intake.objects.select_for_update().get(pk=intake.pk)
        if locked.state in _BACK:
            ScannedPage.objects.get_or_create(
                intake=locked,
                original_name=name,
                state=ScannedPage.State.REFUSED,
                source=ScannedPage.Source.SCANNER,
                refusal=words,
                defaults={
                    "added_at": clock.now(),
                    "added_by_id": locked.clerk_id,
                    "measured": {"findings": [UNREADABLE]},
                },
            )
    set_aside(folder, file)
    logger.warning("Tệp quét không dùng được / a scan that cannot be used: %s", folder.name)
    return 1
