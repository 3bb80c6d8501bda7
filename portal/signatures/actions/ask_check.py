"""Somebody wants to know whether a file's signatures are good."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from portal.shared import clock
from portal.shared.errors import InvalidInput, Refusal
from portal.shared.uploads.names import clean_name
from portal.shared.uploads.store import Received, quarantine
from portal.signatures import jobs
from portal.signatures.models import SignatureCheck

MEGABYTE = 1024 * 1024
# An honest file takes a second; these wait six minutes if every one was made to take as long as it
# may (portal/signatures/validation/check_apart.py).
MOST_WAITING = 40


class TooManyWaiting(Refusal):
    """So many files wait that another one would not be answered soon; none was kept."""


def ask_check(*, upload: UploadedFile | None) -> SignatureCheck:
    """Keep the file in quarantine and have it checked by a job. Anybody may ask.

    Raises InvalidInput (`file`) for no file, or one that is too large. Whatever else is wrong
    with it is the report's to say. Raises TooManyWaiting.
    """
    if upload is None:
        raise InvalidInput({"file": _("Chọn tệp PDF trước khi bấm “Kiểm tra tệp”.")})
    if (upload.size or 0) > settings.ATTACHMENT_MAX_BYTES:
        raise InvalidInput(
            {
                "file": _("Tệp lớn hơn %(most)d MB nên không kiểm tra ở đây được.")
                % {"most": settings.ATTACHMENT_MAX_BYTES // MEGABYTE}
            }
        )
    if SignatureCheck.objects.filter(state=SignatureCheck.State.WAITING).count() >= MOST_WAITING:
        raise TooManyWaiting(_("Nhiều tệp đang chờ kiểm tra. Hãy gửi lại tệp này sau ít phút."))
    received = quarantine(upload)
    try:
        return _keep(received, clean_name(upload.name or "", ".pdf"))
    except BaseException:
        received.path.unlink(missing_ok=True)
        raise


@transaction.atomic
def _keep(received: Received, name: str) -> SignatureCheck:
    check = SignatureCheck.objects.create(
        name=name,
        sha256=received.sha256,
        size=received.size,
        file=str(received.path.relative_to(settings.MEDIA_ROOT)),
        asked_at=clock.now(),
    )
    jobs.defer_check(check_id=check.pk)
    return check
