"""A reason that a use case demands."""

from django.utils.translation import gettext as _

from portal.shared.errors import InvalidInput

MAX_LENGTH = 2000


def given(text: str, field: str = "reason") -> str:
    """The text without outer blanks; InvalidInput when there is none or too much of it."""
    text = text.replace("\0", "").strip()  # PostgreSQL stores no NUL, and nobody sees one
    if not text:
        raise InvalidInput({field: _("Nhập lý do để công dân hiểu vì sao.")})
    if len(text) > MAX_LENGTH:
        raise InvalidInput({field: _("Rút gọn còn tối đa 2.000 ký tự.")})
    return text
