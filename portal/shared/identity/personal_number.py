"""Số định danh cá nhân (căn cước công dân): 12 digits that carry province, sex and birth year.

Structure: 3 digits province of birth registration, 1 digit century and sex, 2 last digits of the
birth year, 6 random digits (Nghị định 137/2015/NĐ-CP, Điều 13; Thông tư 07/2016/TT-BCA). There is
no check digit. People born abroad carry a country code in the first three digits, therefore an
unknown province code is a warning and never an error.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.shared.identity.digits import is_digits, without_separators
from portal.shared.identity.errors import IdentityError

LENGTH = 12
MALE, FEMALE = "male", "female"

_CODES = """
001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035
036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072
074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096
"""
PROVINCE_CODES = frozenset(_CODES.split())


@dataclass(frozen=True)
class PersonalNumber:
    """A number of sound structure and what can be read from it."""

    text: str
    province_code: str
    sex: str
    birth_year: int

    @property
    def warning(self) -> str:
        """A sentence for the person to check the number by, or empty."""
        if self.province_code in PROVINCE_CODES:
            return ""
        return _(
            "Ba chữ số đầu (%(code)s) không phải mã tỉnh trong nước. Nếu không đăng ký khai sinh ở "
            "nước ngoài, bạn hãy kiểm tra lại số."
        ) % {"code": self.province_code}


def parse(text: str) -> PersonalNumber:
    """Read the number as typed, with or without spaces. Raises IdentityError."""
    number = without_separators(text)
    if not is_digits(number):
        raise IdentityError(_("Số định danh cá nhân chỉ gồm chữ số, ví dụ 049190001234."))
    if len(number) == 9:
        raise IdentityError(
            _("Đây là số chứng minh nhân dân cũ (9 chữ số). Nhập số định danh cá nhân 12 chữ số.")
        )
    if len(number) != LENGTH:
        raise IdentityError(
            _("Số định danh cá nhân phải có 12 chữ số, bạn đã nhập %(count)d chữ số.")
            % {"count": len(number)}
        )
    century_and_sex = int(number[3])
    return PersonalNumber(
        text=number,
        province_code=number[:3],
        sex=FEMALE if century_and_sex % 2 else MALE,
        birth_year=1900 + 100 * (century_and_sex // 2) + int(number[4:6]),
    )


def mismatch(
    number: PersonalNumber, *, sex: str | None = None, birth_year: int | None = None
) -> str:
    """A sentence about what in the number disagrees with the person's data, or empty.

    `sex` is `male` or `female`; None leaves that comparison out.
    """
    wrong_sex = sex is not None and sex != number.sex
    wrong_year = birth_year is not None and birth_year != number.birth_year
    if wrong_sex and wrong_year:
        return _("Số định danh cá nhân không khớp với giới tính và năm sinh. Hãy kiểm tra lại.")
    if wrong_sex:
        return _(
            "Số định danh cá nhân không khớp với giới tính: chữ số thứ tư (%(digit)s) là của "
            "%(sex)s. Hãy kiểm tra lại số và giới tính."
        ) % {"digit": number.text[3], "sex": _("nam") if number.sex == MALE else _("nữ")}
    if wrong_year:
        return _(
            "Số định danh cá nhân không khớp với năm sinh: theo số này, năm sinh là %(year)d. Hãy "
            "kiểm tra lại số và ngày sinh."
        ) % {"year": number.birth_year}
    return ""
