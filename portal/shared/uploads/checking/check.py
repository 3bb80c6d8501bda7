"""Check a file by its content: its kind, then everything inside that could do harm."""

from pathlib import Path

from django.utils.translation import gettext as _

from portal.shared.uploads.checking.errors import BadFile
from portal.shared.uploads.checking.foreign import what_it_is
from portal.shared.uploads.checking.image import check_image
from portal.shared.uploads.checking.kinds import HEAD_BYTES, Kind, kind_of
from portal.shared.uploads.checking.pdf import check_pdf
from portal.shared.uploads.checking.polyglot import refuse_second_file


def check(path: Path) -> Kind:
    """The kind of the file. Raises BadFile: not taken, broken, locked, or harmful."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise BadFile(_("Tệp này trống (0 byte). Hãy chọn lại tệp có nội dung."))
    kind = kind_of(head)
    if kind is None:
        raise BadFile(what_it_is(head))
    refuse_second_file(path, kind)
    if kind.is_image:
        check_image(path, kind)
    else:
        check_pdf(path)
    return kind
