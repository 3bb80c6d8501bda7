"""The rules of a person's own data, shared by the registration form and its action."""

import unicodedata
from datetime import date

from django.utils.translation import gettext as _

from portal.shared import clock
from portal.shared.errors import InvalidInput
from portal.shared.identity import personal_number
from portal.shared.identity.errors import IdentityError
from portal.shared.identity.personal_number import PersonalNumber

OLDEST_YEAR = 1900


def clean_name(text: str) -> str:
    """The name in one Unicode form with single spaces. Raises InvalidInput."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if any(not (char.isalpha() or char in " '-.’") for char in name):
        raise InvalidInput(
            {"full_name": _("Họ và tên chỉ gồm chữ cái, như trên căn cước công dân.")}
        )
    return name


def check_birth_date(birth_date: date) -> None:
    """Raises InvalidInput for a day in the future or before 1900."""
    if birth_date > clock.today() or birth_date.year < OLDEST_YEAR:
        raise InvalidInput({"birth_date": _("Ngày sinh không đúng. Hãy kiểm tra lại năm sinh.")})


def clean_number(text: str, *, sex: str | None, birth_date: date | None) -> PersonalNumber:
    """The personal number, in agreement with sex and birth year where these are known.

    Structure: Nghị định 137/2015/NĐ-CP, Điều 13. Raises InvalidInput.
    """
    try:
        number = personal_number.parse(text)
    except IdentityError as error:
        raise InvalidInput({"identity_number": str(error)}) from error
    problem = personal_number.mismatch(
        number, sex=sex, birth_year=birth_date.year if birth_date else None
    )
    if problem:
        raise InvalidInput({"identity_number": problem})
    return number
