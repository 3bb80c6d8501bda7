"""A file slot: a photo, a drawing, a scan that belongs to a question of the form."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from services.eforms.definition import Field
from services.eforms.fields.base import FieldType, Setting


class File(FieldType):
    """Stored as a list of `{"key", "name"}` of files that the portal has taken and checked.

    The list comes from whoever keeps the files (`clean(…, files=…)`); what a client sends in its
    place is not looked at.
    """

    name = "file"
    is_given = False

    def derive(self, field: Field, setting: Setting) -> list[dict[str, str]] | None:
        """The files of this field."""
        files = setting.files.get(field.key, ())
        return [{"key": str(file["key"]), "name": str(file["name"])} for file in files] or None

    def typed(self, field: Field, answer: Any) -> str:
        """The slot shows the files."""
        return ""

    def display(self, field: Field, answer: Any) -> str:
        """The names of the files."""
        files = answer if isinstance(answer, list) else []
        return "; ".join(str(file.get("name", "")) for file in files if isinstance(file, Mapping))

    def missing(self, field: Field) -> str:
        """The sentence that asks for the file."""
        return _("Tải lên tệp cho “%(name)s”.") % {"name": field.label}
