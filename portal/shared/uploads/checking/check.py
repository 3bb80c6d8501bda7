"""Check a file by its content: its kind, then everything inside that could do harm."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from portal.shared.apart import Apart, TooMuch
from portal.shared.uploads.checking.contents import Contents
from portal.shared.uploads.checking.errors import BadFile
from portal.shared.uploads.checking.foreign import what_it_is
from portal.shared.uploads.checking.kinds import HEAD_BYTES, Kind, kind_of

# A request waits for it, and others for the process: the heaviest honest files (a photo of 48
# million pixels, a PDF of 100,000 objects) take a second, on a slow processor a few. By the clock
# it may take longer, on a machine with much else to do.
_process = Apart(seconds=20, megabytes=1024, processor_seconds=4)


def check(path: Path) -> Contents:
    """What the file holds. Raises BadFile: not taken, broken, locked, or harmful.

    The file is opened in a process of its own, which is ended when the file asks too much of it.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise BadFile(_("Tệp này trống (0 byte). Hãy chọn lại tệp có nội dung."))
    kind = kind_of(head)
    if kind is None:
        raise BadFile(what_it_is(head))
    return look_apart(_look, path, kind)


def look_apart(look: Callable[..., Contents], *given: Any) -> Contents:
    """What `look(*given)` finds in a process of its own, which is ended when that asks too much.

    Raises BadFile then, and what `look` raises.
    """
    try:
        return _process.do(look, *given)
    except TooMuch as error:
        raise BadFile(
            _(
                "Tệp này quá phức tạp nên không kiểm tra được. Hãy in lại ra PDF, hoặc chụp hay "
                "quét lại giấy tờ rồi gửi tệp mới."
            )
        ) from error


def _look(path: Path, kind: Kind) -> Contents:
    # What opens files is loaded where it works: the web process itself stays small.
    from portal.shared.uploads.checking.image import check_image
    from portal.shared.uploads.checking.pdf import check_pdf
    from portal.shared.uploads.checking.polyglot import refuse_second_file

    refuse_second_file(path, kind)
    if not kind.is_image:
        return check_pdf(path)
    check_image(path, kind)
    return Contents(kind)
