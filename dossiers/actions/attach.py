"""Give a file for a paper."""

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.http import Http404
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from dossiers import jobs
from dossiers.actions.transition import MOVED_ON, lock, log
from dossiers.attachments.fields import file_field, is_of_field
from dossiers.attachments.papers import asked_for
from dossiers.attachments.signatures import WAITING
from dossiers.models import Attachment, Dossier
from dossiers.policy import may
from dossiers.states import State
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.errors import InvalidInput, StalePage
from portal.shared.uploads import store
from portal.shared.uploads.checking import BadFile, Contents, Kind, check
from portal.shared.uploads.names import clean_name

# A draft is filled; a filed dossier takes files only while it waits for them.
TAKES_FILES = (State.DRAFT, State.SUPPLEMENT_REQUIRED)
MAX_FILES = 60
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Checked:
    """A file that has been found harmless and lies in its place; no row names it yet."""

    attachment: Attachment
    kind: Kind


def attach(
    *, actor: Actor, key: uuid.UUID, requirement_key: str, upload: UploadedFile
) -> Attachment:
    """Check the file and add it to the paper or file field `requirement_key` of the dossier.

    The file is written and checked outside of any transaction; the row comes last, and a row that
    fails takes the file with it. A photo gets an upright PDF later, in a job.
    Raises InvalidInput({"file": …}), StalePage when the dossier takes no files now, Http404.
    """
    _take_at_all(actor, key, requirement_key)
    checked = check_upload(upload, requirement_key=requirement_key, by=actor.user_id)
    try:
        with transaction.atomic():
            add_checked(checked, actor=actor, key=key)
    except BaseException:
        store.delete(checked.attachment.file)
        raise
    return checked.attachment


def check_upload(upload: UploadedFile, *, requirement_key: str, by: int | None) -> Checked:
    """The file in its place, outside of any transaction; who asks deletes it when no row follows.

    `by` is the account of who gives it. Raises InvalidInput({"file": …}) with nothing left behind.
    """
    refuse_too_big(upload.size or 0)
    received = store.quarantine(upload)
    try:
        contents = _checked(received)
        attachment = _new(received, contents, requirement_key, upload, by)
        store.release(received, attachment.file)
    finally:
        received.path.unlink(missing_ok=True)
    return Checked(attachment, contents.kind)


def add_checked(checked: Checked, *, actor: Actor, key: uuid.UUID) -> None:
    """Write the row of a checked file, in the caller's transaction. Raises as `attach` does."""
    attachment = checked.attachment
    dossier = lock(actor, "attach", key=key)
    refuse_unexpected(dossier, attachment.requirement_key)
    refuse_too_much(dossier, attachment.size)
    _refuse_too_many_of_field(dossier, attachment)
    attachment.dossier = dossier
    attachment.save(force_insert=True)
    if checked.kind.is_image and not clock.is_pinned():
        jobs.defer(jobs.MAKE_RENDITION, attachment_id=attachment.pk)
    if attachment.signature:
        jobs.defer(jobs.CHECK_SIGNATURES, attachment_id=attachment.pk)
    log(dossier, "attach", actor)


def _take_at_all(actor: Actor, key: uuid.UUID, requirement_key: str) -> None:
    """Look before the work: nobody makes us open a file for a dossier of somebody else."""
    dossier = Dossier.objects.defer("answers", "quote").filter(key=key).first()
    if dossier is None or not may(actor, "attach", dossier):
        raise Http404
    refuse_unexpected(dossier, requirement_key)


def refuse_unexpected(dossier: Dossier, requirement_key: str) -> None:
    """Raises StalePage (the dossier takes no files now), Http404 (it asks for no such paper)."""
    if dossier.state not in TAKES_FILES:
        raise StalePage(str(MOVED_ON))
    if is_of_field(requirement_key):
        if dossier.state != State.DRAFT or file_field(dossier, requirement_key) is None:
            raise Http404
    elif requirement_key not in {paper.key for paper in asked_for(dossier)}:
        raise Http404


def _refuse_too_many_of_field(dossier: Dossier, attachment: Attachment) -> None:
    """What the field itself allows: so many files, each so large."""
    field = file_field(dossier, attachment.requirement_key)
    if field is None:
        return
    if attachment.size > field.max_megabytes * MEGABYTE:
        words = {
            "label": field.label,
            "most": field.max_megabytes,
            "size": _megabytes(attachment.size),
        }
        text = _(
            "Tệp nặng %(size)s MB; “%(label)s” nhận tệp không quá %(most)d MB. Hãy chụp lại ở cỡ "
            "nhỏ hơn."
        )
        raise InvalidInput({"file": text % words})
    given = Attachment.objects.filter(
        dossier=dossier,
        state=Attachment.State.ACCEPTED,
        requirement_key=attachment.requirement_key,
    )
    if given.count() >= field.max_files:
        words = {"label": field.label, "most": field.max_files}
        text = _("“%(label)s” nhận nhiều nhất %(most)d tệp. Hãy gỡ bớt tệp rồi gửi lại.")
        raise InvalidInput({"file": text % words})


def refuse_too_big(size: int) -> None:
    """Raises InvalidInput for a file of more bytes than one may have."""
    if size > settings.ATTACHMENT_MAX_BYTES:
        raise InvalidInput(
            {
                "file": _(
                    "Tệp nặng %(size)s MB, quá mức 20 MB. Hãy chụp lại ở cỡ nhỏ hơn hoặc chia "
                    "thành nhiều tệp."
                )
                % {"size": _megabytes(size)}
            }
        )


def _megabytes(size: int) -> str:
    return number_format(size / 1024 / 1024, 1)


def _checked(received: store.Received) -> Contents:
    refuse_too_big(received.size)
    try:
        return check(received.path)
    except BadFile as error:
        raise InvalidInput({"file": str(error)}) from error


def _new(
    received: store.Received,
    contents: Contents,
    requirement_key: str,
    upload: UploadedFile,
    by: int | None,
) -> Attachment:
    key, kind = uuid.uuid4(), contents.kind
    return Attachment(
        key=key,
        requirement_key=requirement_key,
        state=Attachment.State.ACCEPTED,
        original_name=clean_name(upload.name or "", kind.extension),
        media_type=kind.media_type,
        size=received.size,
        sha256=received.sha256,
        file=store.place_of(key, kind.extension),
        uploaded_by_id=by,
        uploaded_at=clock.now(),
        signature=WAITING if contents.says_signed else "",
    )


def refuse_too_much(dossier: Dossier, size: int) -> None:
    """Raises InvalidInput when the files would be too many, or too heavy with this one."""
    files = Attachment.objects.filter(dossier=dossier, state=Attachment.State.ACCEPTED)
    if files.count() >= MAX_FILES:
        raise InvalidInput(
            {"file": _("Hồ sơ đã có 60 tệp. Hãy gộp các trang thành một tệp PDF rồi gửi.")}
        )
    used = files.aggregate(total=Sum("size"))["total"] or 0
    if used + size > settings.DOSSIER_MAX_BYTES:
        raise InvalidInput(
            {
                "file": _(
                    "Các tệp của hồ sơ nặng quá mức 100 MB (đã dùng %(used)s MB). Hãy gỡ bớt tệp "
                    "hoặc gửi tệp nhỏ hơn."
                )
                % {"used": _megabytes(used)}
            }
        )
