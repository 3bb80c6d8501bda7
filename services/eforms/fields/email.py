"""An e-mail address."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from services.eforms.definition import Field
from services.eforms.errors import FieldError
from services.eforms.fields.base import ScalarType, Setting


class Email(ScalarType):
    """Stored as typed."""

    name = "email"
    inputmode = "email"
    max_length = 254

    def parse(self, field: Field, text: str, setting: Setting) -> str:
        """Checks the shape only; whether it exists shows when mail is sent."""
        try:
            validate_email(text)
        except ValidationError as error:
            raise FieldError(_("Nhập thư điện tử theo dạng ten@vidu.vn.")) from error
        return text
