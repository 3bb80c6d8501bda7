"""Vietnamese phone numbers as people type them."""

import re

from django.utils.translation import gettext as _

from portal.shared.identity.digits import is_digits, without_separators
from portal.shared.identity.errors import IdentityError

_COUNTRY = re.compile(r"^(?:\+84|0084|84(?=\d{9,10}$))0?")
_MOBILE = re.compile(r"^0[35789]\d{8}$", re.ASCII)
_LANDLINE = re.compile(r"^02\d{8,9}$", re.ASCII)


def parse(text: str) -> str:
    """The number in its domestic form: `+84 912 345 678` becomes `0912345678`.

    Raises IdentityError.
    """
    number = _COUNTRY.sub("0", without_separators(text))
    if _MOBILE.match(number) or _LANDLINE.match(number):
        return number
    if is_digits(number) and number.startswith("0") and len(number) != 10:
        raise IdentityError(
            _("Số điện thoại phải có 10 chữ số, ví dụ 0912 345 678; bạn đã nhập %(count)d chữ số.")
            % {"count": len(number)}
        )
    raise IdentityError(_("Nhập số điện thoại có 10 chữ số, bắt đầu bằng 0, ví dụ 0912 345 678."))


def display(number: str) -> str:
    """`0912345678` becomes `0912 345 678`, `02353852123` becomes `0235 3852 123`."""
    if len(number) == 10:
        return f"{number[:4]} {number[4:7]} {number[7:]}"
    if len(number) == 11:
        return f"{number[:4]} {number[4:8]} {number[8:]}"
    return number
