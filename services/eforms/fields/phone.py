"""A phone number."""

from typing import Any

from portal.shared.identity import phone
from portal.shared.identity.errors import IdentityError
from services.eforms.definition import Field
from services.eforms.errors import FieldError
from services.eforms.fields.base import ScalarType, Setting


class Phone(ScalarType):
    """Stored as `0912345678`, shown in groups."""

    name = "phone"
    inputmode = "tel"
    width = "medium"

    def parse(self, field: Field, text: str, setting: Setting) -> str:
        """Reads a number as people type it."""
        try:
            return phone.parse(text)
        except IdentityError as error:
            raise FieldError(str(error)) from error

    def display(self, field: Field, answer: Any) -> str:
        """`0912 345 678`."""
        return phone.display(str(answer))
