"""Whether the dossier has room for the copies, counted as attaching them counts after the signing
(dossiers/actions/attach.py): no signature is made for a copy that would be refused."""

import math
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Count, Sum
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from counter.models import PaperCopy
from dossiers.actions.attach import MAX_FILES, MEGABYTE
from dossiers.models import Attachment, Dossier

# What signing adds at most: certificates, answers about revocation, the timestamp.
SIGNATURE_BYTES = 128 * 1024


def lack_of_room(dossier: Dossier, copies: Iterable[PaperCopy]) -> str:
    """Why the copies that are no files of it yet cannot all become files; "" when they can."""
    coming = [copy for copy in copies if copy.attachment_id is None]
    if not coming:
        return ""
    files = Attachment.objects.filter(dossier=dossier, state=Attachment.State.ACCEPTED)
    given = files.aggregate(count=Count("pk"), bytes=Sum("size"))
    return _too_many(given["count"], len(coming)) or _too_heavy(
        (given["bytes"] or 0) + sum(_size(copy) for copy in coming)
    )


def too_heavy_words(copy: PaperCopy, name: str) -> str:
    """Why this copy cannot become a file; "" when it can."""
    if _size(copy) <= settings.ATTACHMENT_MAX_BYTES:
        return ""
    words = _(
        "“%(name)s”: bản sao cùng chữ ký số nặng %(size)s MB, quá mức %(most)s MB. Hãy bỏ trang "
        "thừa hoặc quét lại ở độ phân giải thấp hơn, không dưới %(least)d dpi."
    )
    return words % {
        "name": name,
        "size": _megabytes(_size(copy)),
        "most": settings.ATTACHMENT_MAX_BYTES // MEGABYTE,
        "least": settings.SCAN_MIN_DPI,
    }


def _too_many(given: int, coming: int) -> str:
    over = given + coming - MAX_FILES
    if over <= 0:
        return ""
    words = _(
        "Hồ sơ nhận nhiều nhất %(most)d tệp, nay có %(given)d tệp đính kèm và %(copies)d bản sao "
        "giấy tờ, thừa %(over)d. Hãy gỡ bớt tệp đính kèm ở bước Kê khai; nhiều ảnh thì gộp thành "
        "một tệp PDF rồi đính kèm lại."
    )
    return words % {"most": MAX_FILES, "given": given, "copies": coming, "over": over}


def _too_heavy(size: int) -> str:
    if size <= settings.DOSSIER_MAX_BYTES:
        return ""
    words = _(
        "Các tệp và bản sao của hồ sơ nặng %(size)s MB, quá mức %(most)s MB. Hãy gỡ bớt tệp đính "
        "kèm ở bước Kê khai, bỏ trang thừa hoặc quét lại ở độ phân giải thấp hơn, không dưới "
        "%(least)d dpi."
    )
    return words % {
        "size": _megabytes(size),
        "most": settings.DOSSIER_MAX_BYTES // MEGABYTE,
        "least": settings.SCAN_MIN_DPI,
    }


def _size(copy: PaperCopy) -> int:
    """With its signature; a copy that is still being put together weighs nothing yet."""
    signed = copy.state == PaperCopy.State.SIGNED
    return copy.size + (0 if signed or not copy.size else SIGNATURE_BYTES)


def _megabytes(size: int) -> str:
    """Upwards, so that what is too much never reads like the limit itself."""
    return number_format(math.ceil(size * 10 / MEGABYTE) / 10, 1)
