"""Số định danh cá nhân."""

from typing import Any

from portal.shared.identity import personal_number
from portal.shared.identity.errors import IdentityError
from services.eforms.definition import Field
from services.eforms.errors import FieldError
from services.eforms.fields.base import ScalarType, Setting


class PersonalNumber(ScalarType):
    """Stored as 12 digits; compared with the sex and birth date that stand before it."""

    name = "personal_number"
    inputmode = "numeric"
    width = "medium"

    def parse(self, field: Field, text: str, setting: Setting) -> str:
        """Checks the structure, then sex and birth year where the form names their fields."""
        try:
            number = personal_number.parse(text)
        except IdentityError as error:
            raise FieldError(str(error)) from error
        sex = setting.answer_of(field.same_sex_as) if field.same_sex_as else None
        born = setting.answer_of(field.same_birth_as) if field.same_birth_as else None
        words = personal_number.mismatch(
            number, sex=sex or None, birth_year=int(born[:4]) if born else None
        )
        if words:
            raise FieldError(words)
        return number.text

    def warning(self, field: Field, answer: Any) -> str:
        """An unknown province code: perhaps a mistake, perhaps a birth abroad."""
        return personal_number.parse(answer).warning
