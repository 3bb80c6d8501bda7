"""One change, as it is told."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Kind = Literal["added", "removed", "changed", "moved"]

# In the order of the pages; the keys are those of the draft's parts.
PARTS: dict[str, str | Promise] = {
    "facts": _("Thông tin chung"),
    "form": _("Mẫu đơn điện tử"),
    "papers": _("Thành phần hồ sơ"),
    "steps": _("Các bước giải quyết"),
    "fees": _("Phí, lệ phí"),
    "reductions": _("Miễn giảm"),
    "notices": _("Lời nhắn"),
}
KINDS: dict[str, str | Promise] = {
    "added": _("Thêm"),
    "removed": _("Bỏ"),
    "changed": _("Sửa"),
    "moved": _("Đổi chỗ"),
}
LONG = 120


@dataclass(frozen=True)
class Change:
    """`part` is a key of PARTS, `place` the key of what has changed in it (or the attribute),
    `text` a whole sentence; `before` and `after` are what stood and stands there, empty for
    nothing. Long values stand in these two only."""

    part: str
    kind: Kind
    place: str
    text: str
    before: str = ""
    after: str = ""

    @property
    def kind_label(self) -> str:
        """The kind in one word."""
        return str(KINDS[self.kind])

    @property
    def is_long(self) -> bool:
        """Whether the sentence leaves before and after to be read beside it."""
        return is_long(self.before, self.after)


def is_long(*texts: str) -> bool:
    """Whether a sentence would not hold these."""
    return any(len(text) > LONG or "\n" in text for text in texts)
