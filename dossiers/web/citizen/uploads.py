"""Taking files from a page: within the limit of tries, with the words for beside the slot."""

import uuid
from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dossiers.actions.attach import attach
from dossiers.web.citizen.base import TOO_MANY, UNUSABLE
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput
from portal.shared.rate_limit.limit import Limit, TooManyTries

UPLOADS = Limit("upload", times=200, seconds=600)


def take_files(
    request: ActorRequest, key: uuid.UUID, requirement_key: str, uploads: Sequence[UploadedFile]
) -> tuple[int, str]:
    """The status to answer with and the error; 200 without error when all were taken."""
    try:
        UPLOADS.spend(f"user:{request.user.pk}")
        if not uploads:
            raise InvalidInput({"file": _("Chọn tệp trước khi bấm “Gửi tệp”.")})
        for upload in uploads:
            attach(actor=request.actor, key=key, requirement_key=requirement_key, upload=upload)
    except TooManyTries as refusal:
        return TOO_MANY, str(refusal)
    except InvalidInput as refusal:
        return UNUSABLE, refusal.errors["file"]
    return 200, ""
