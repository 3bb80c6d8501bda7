"""A signed copy that the counter has made becomes a file of the dossier."""

import hashlib
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from dossiers.actions.attach import refuse_too_big, refuse_too_much, refuse_unexpected
from dossiers.actions.transition import lock, log
from dossiers.models import Attachment
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.errors import InvalidInput
from portal.shared.uploads import store
from portal.shared.uploads.names import clean_name

PDF = "application/pdf"


@dataclass(frozen=True)
class SignedCopy:
    """A PDF under MEDIA_ROOT that never changes; `name` is what people call the paper."""

    requirement_key: str
    name: str
    file: str
    sha256: str


@transaction.atomic
def attach_copy(*, actor: Actor, key: uuid.UUID, copy: SignedCopy) -> Attachment:
    """Add it to its paper, in the caller's transaction or one of its own; given again, the file
    that is there already.

    The file is neither copied nor checked for harm: the portal made and signed it itself. That it
    still is the file that was signed, is checked. Raises InvalidInput (key `paper-<requirement>`:
    it is not, or too large), StalePage when the dossier takes no files now, Http404.
    """
    dossier = lock(actor, "attach", key=key)
    refuse_unexpected(dossier, copy.requirement_key)
    given = Attachment.objects.filter(
        dossier=dossier, requirement_key=copy.requirement_key, sha256=copy.sha256,
        state=Attachment.State.ACCEPTED,
    ).first()  # fmt: skip
    if given is not None:
        return given
    size = _size_as_signed(copy)
    try:
        refuse_too_big(size)
        refuse_too_much(dossier, size)
    except InvalidInput as refusal:
        raise InvalidInput({f"paper-{copy.requirement_key}": str(refusal)}) from refusal
    attachment = Attachment.objects.create(
        dossier=dossier,
        requirement_key=copy.requirement_key,
        state=Attachment.State.ACCEPTED,
        original_name=clean_name(f"{copy.name.replace('/', '-')}.pdf", ".pdf"),
        media_type=PDF,
        size=size,
        sha256=copy.sha256,
        file=copy.file,
        uploaded_by_id=actor.user_id,
        uploaded_at=clock.now(),
    )
    log(dossier, "attach", actor)
    return attachment


def _size_as_signed(copy: SignedCopy) -> int:
    try:
        content = store.path_of(copy.file).read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != copy.sha256:
        words = _("Tệp đã ký của “%(name)s” không còn nguyên vẹn. Hãy số hóa và ký lại giấy này.")
        raise InvalidInput({f"paper-{copy.requirement_key}": words % {"name": copy.name}})
    return len(content)
