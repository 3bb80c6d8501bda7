"""Word documents (.docx): opened as the archive they are; nothing in them may act or reach out."""

import re
import zipfile
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from portal.shared.uploads.checking.errors import BadFile
from portal.shared.uploads.checking.kinds import Kind

DOCX = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx")
MAX_MEMBERS = 2_000
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
_CONTENT_TYPES, _DOCUMENT = "[Content_Types].xml", "word/document.xml"
_ACTIVE = re.compile(
    r"vbaproject|vbadata|activex|/embeddings/|\.(bin|exe|dll|js|vbs)$", re.IGNORECASE
)
_MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
# Links of a text are fine; templates, pictures and frames from elsewhere are fetched unasked.
_OUTSIDE = re.compile(
    rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE
)
_LINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.IGNORECASE)
_DDE = re.compile(rb"\bDDE(AUTO)?\b")
_ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def looks_like_word(head: bytes) -> bool:
    """Whether a file that begins so may be one: an archive."""
    return head.startswith(b"PK\x03\x04")


def check_word(path: Path) -> None:
    """Raises BadFile for what is no Word document, is broken, locked, too large, or active."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise _broken() from error


def _check(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = {member.filename for member in members}
    if not {_CONTENT_TYPES, _DOCUMENT} <= names or len(names) != len(members):
        raise BadFile(
            _("Tệp này không phải văn bản Word (.docx). Hãy lưu lại dạng .docx hoặc PDF rồi gửi.")
        )
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED_BYTES:
        raise BadFile(_("Tệp Word này quá lớn hoặc quá phức tạp. Hãy lưu lại dạng PDF rồi gửi."))
    for member in members:
        if member.flag_bits & 1:
            raise BadFile(_("Tệp Word này có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."))
        if ".." in PurePosixPath(member.filename).parts or member.filename.startswith(("/", "\\")):
            raise _broken()
        if _ACTIVE.search(member.filename):
            raise _active()
    for member in members:
        if member.filename.endswith((".xml", ".rels")):
            _look(_read(archive, member), member.filename)


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Never more than the archive says that there is."""
    with archive.open(member) as file:
        content = file.read(member.file_size + 1)
    if len(content) > member.file_size:
        raise _broken()
    return content


def _look(content: bytes, name: str) -> None:
    if _ENTITY.search(content):
        raise _broken()
    if name == _CONTENT_TYPES and _MACRO_TYPE.search(content):
        raise _active()
    if name.endswith(".rels") and any(
        not _LINK.search(found) for found in _OUTSIDE.findall(content)
    ):
        raise BadFile(
            _("Tệp Word này lấy nội dung từ nơi khác khi mở. Hãy lưu lại dạng PDF rồi gửi.")
        )
    if name.startswith("word/") and b"instrText" in content and _DDE.search(content):
        raise _active()


def _active() -> BadFile:
    return BadFile(
        _("Tệp Word này có chứa mã lệnh hoặc tệp khác bên trong. Hãy lưu lại dạng .docx thường.")
    )


def _broken() -> BadFile:
    return BadFile(_("Tệp Word này bị hỏng, không mở được. Hãy lưu lại rồi gửi."))
