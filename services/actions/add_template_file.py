"""Takes an empty form (mẫu giấy tờ) that people download and fill in."""

import uuid

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput, NotAllowed
from portal.shared.uploads import store
from portal.shared.uploads.checking import BadFile, Kind
from portal.shared.uploads.checking.template import check_template
from portal.shared.uploads.names import clean_name
from services.actions.edit_draft import MAY_EDIT
from services.models import TemplateFile

MAX_BYTES = 5 * 1024 * 1024
FOLDER = "templates"


def add_template_file(*, actor: Actor, upload: UploadedFile) -> TemplateFile:
    """The file, checked and in its place; never changed after.

    It is written and checked outside of any transaction; a row that fails takes the file with it.
    Raises NotAllowed (no admin), InvalidInput({"template_file": …}).
    """
    if actor.role not in MAY_EDIT:
        raise NotAllowed(_("Chỉ quản trị tỉnh được tải tệp mẫu lên."))
    if (upload.size or 0) > MAX_BYTES:
        raise InvalidInput({"template_file": _("Tệp mẫu nặng tối đa 5 MB. Hãy gửi tệp nhỏ hơn.")})
    received = store.quarantine(upload)
    try:
        kind = _checked(received)
        key = uuid.uuid4()
        place = store.place_of(key, kind.extension, FOLDER)
        store.release(received, place)
    finally:
        received.path.unlink(missing_ok=True)
    try:
        with transaction.atomic():
            return _row(actor, key, kind, received, place, upload.name or "")
    except BaseException:
        store.delete(place)
        raise


def _checked(received: store.Received) -> Kind:
    try:
        return check_template(received.path)
    except BadFile as error:
        raise InvalidInput({"template_file": str(error)}) from error


def _row(
    actor: Actor, key: uuid.UUID, kind: Kind, received: store.Received, place: str, name: str
) -> TemplateFile:
    file = TemplateFile.objects.create(
        key=key,
        name=clean_name(name, kind.extension),
        media_type=kind.media_type,
        size=received.size,
        sha256=received.sha256,
        file=place,
    )
    record(actor=actor, action="add_template_file", subject=f"template:{key}", name=file.name)
    return file
