"""What no cell may hold, whatever its column."""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

# A letter or a slash right after the bracket: "dưới <5 tuổi>" is no mark-up.
HTML = re.compile(r"</?[A-Za-z!][^<>]*>")
LONGEST = 20_000
SHOWN = 40


def mistakes_of_text(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Mark-up, signs that cannot be shown, and texts longer than any real one."""
    for column, text in cells.items():
        found = HTML.search(text)
        if found:
            words = {"found": found[0][:SHOWN]}
            yield column, _("có thẻ HTML “%(found)s”; chỉ ghi chữ thường.") % words
        strange = next((char for char in text if not is_shown(char)), "")
        if strange:
            words = {"code": f"U+{ord(strange):04X}"}
            yield column, _("có ký tự không hiển thị được (%(code)s); hãy xóa ký tự đó.") % words
        if len(text) > LONGEST:
            yield column, _("dài quá %(limit)d ký tự.") % {"limit": LONGEST}


def is_shown(char: str) -> bool:
    """Whether the sign is for eyes: no control sign, no half of a pair."""
    return char in "\n\r\t" or unicodedata.category(char) not in ("Cc", "Cs")
