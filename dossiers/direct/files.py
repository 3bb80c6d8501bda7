"""The files of a filing: decoded, checked like every upload, gone again when it fails."""

import base64
import binascii
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from dossiers.actions.attach import Checked, check_upload
from dossiers.direct.filing import GivenFile
from portal.shared.errors import InvalidInput
from portal.shared.uploads import store

MEGABYTE = 1024 * 1024
MAX_FILE_MB, MAX_TOTAL_MB, MAX_FILES = 5, 20, 20


@contextmanager
def checked_files(given: Sequence[GivenFile]) -> Iterator[list[Checked]]:
    """The files in their places while the block writes their rows; it ends with the commit.

    Raises InvalidInput naming every file that cannot be used, as `attachments.<place>.content`.
    When the connection breaks nobody knows whether the commit happened: then the files stay.
    """
    checked: list[Checked] = []
    try:
        _check_all(given, checked)
        yield checked
    except (OperationalError, InterfaceError):
        raise
    except BaseException:
        store.delete_all(one.attachment.file for one in checked)
        raise


def _check_all(given: Sequence[GivenFile], checked: list[Checked]) -> None:
    errors: dict[str, str] = {}
    for place, file in enumerate(given):
        try:
            one = _check(file)
            checked.append(one)
            _refuse_twice(one, checked[:-1])
        except InvalidInput as refusal:
            errors[f"attachments.{place}.content"] = refusal.errors["file"]
    _refuse_too_much(checked, errors)
    if errors:
        raise InvalidInput(errors)


def _check(file: GivenFile) -> Checked:
    try:
        content = base64.b64decode(file.content, validate=True)
    except (binascii.Error, ValueError):
        text = _("Nội dung tệp không phải base64. Hãy mã hóa lại tệp rồi gửi.")
        raise InvalidInput({"file": text}) from None
    if len(content) > MAX_FILE_MB * MEGABYTE:
        text = _("Tệp lớn hơn %(most)d MB. Hãy giảm dung lượng hoặc chia thành nhiều tệp.")
        raise InvalidInput({"file": text % {"most": MAX_FILE_MB}})
    upload = SimpleUploadedFile(file.file_name or "tep", content)
    return check_upload(upload, requirement_key=file.requirement, by=None)


def _refuse_twice(one: Checked, before: Sequence[Checked]) -> None:
    mark = (one.attachment.requirement_key, one.attachment.sha256)
    if mark in {(other.attachment.requirement_key, other.attachment.sha256) for other in before}:
        text = _("Tệp này đã có trong cùng thành phần hồ sơ. Mỗi tệp chỉ gửi một lần.")
        raise InvalidInput({"file": text})


def _refuse_too_much(checked: Sequence[Checked], errors: dict[str, str]) -> None:
    if sum(one.attachment.size for one in checked) > MAX_TOTAL_MB * MEGABYTE:
        errors["attachments"] = _(
            "Các tệp nặng quá mức %(most)d MB. Hãy giảm dung lượng rồi gửi lại."
        ) % {"most": MAX_TOTAL_MB}
