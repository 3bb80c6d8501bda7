"""Empty forms that people download and fill in: PDF or Word."""

from pathlib import Path

from django.utils.translation import gettext as _

from portal.shared.uploads.checking.check import check
from portal.shared.uploads.checking.errors import BadFile
from portal.shared.uploads.checking.kinds import HEAD_BYTES, Kind
from portal.shared.uploads.checking.word import DOCX, check_word, looks_like_word


def check_template(path: Path) -> Kind:
    """The kind of the file. Raises BadFile for everything but a harmless PDF or Word document."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if looks_like_word(head):
        check_word(path)
        return DOCX
    if head and not head.startswith(b"%PDF-"):
        raise BadFile(_("Tệp mẫu phải là PDF hoặc Word (.docx). Hãy lưu lại rồi gửi."))
    return check(path).kind
