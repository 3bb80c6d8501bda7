"""Opens a zip that a person sent: never more than so much comes out of it."""

import zipfile
from typing import BinaryIO

from django.utils.translation import gettext as _

from services.importing.problems import FileRefused, Problem

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 256
MOST_FILES = 10_000
# Text packs 20 times smaller, tables 50 times; a bomb a thousand times and more.
MOST_TIMES_LARGER = 200
ENCRYPTED = 0x1


def open_zip(file: BinaryIO) -> zipfile.ZipFile:
    """The archive, after looking at its list only.

    What is read of a member later ends at the length that the list states, so that a list that
    lies lets nothing more out. Raises FileRefused.
    """
    try:
        archive = zipfile.ZipFile(file)
        members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise refused(_("tệp nén bị hỏng, không mở được.")) from error
    if len(members) > MOST_FILES:
        words = {"most": MOST_FILES}
        raise refused(_("tệp nén có quá nhiều tệp, nhiều nhất được %(most)d.") % words)
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise refused(_("tệp nén có mật khẩu; hãy bỏ mật khẩu rồi nạp lại."))
    _check_sizes(members)
    return archive


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if total > MOST_MEGABYTES * MEGABYTE or total > MEGABYTE + packed * MOST_TIMES_LARGER:
        words = {"most": MOST_MEGABYTES}
        raise refused(
            _("nội dung bung ra lớn bất thường (nhiều nhất được %(most)d MB); tệp không được mở.")
            % words
        )


def refused(message: str) -> FileRefused:
    """A refusal of the whole file."""
    return FileRefused([Problem(1, "", message)])
