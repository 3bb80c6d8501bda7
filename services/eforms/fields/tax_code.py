"""Mã số thuế."""

from portal.shared.identity import tax_code
from portal.shared.identity.errors import IdentityError
from services.eforms.definition import Field
from services.eforms.errors import FieldError
from services.eforms.fields.base import ScalarType, Setting


class TaxCode(ScalarType):
    """Stored as `0100109106` or `0100109106-001`."""

    name = "tax_code"
    inputmode = "text"
    width = "medium"

    def parse(self, field: Field, text: str, setting: Setting) -> str:
        """Checks length and check digit."""
        try:
            return tax_code.parse(text)
        except IdentityError as error:
            raise FieldError(str(error)) from error
