"""A form under construction as far as it can be shown already."""

from services.building.forms import Json, copy_of, sections_of
from services.eforms.definition import EForm
from services.eforms.errors import DefinitionError


def showable(form: Json) -> EForm | None:
    """The form without what is still empty; None when it has mistakes."""
    shown = copy_of(form)
    for section in sections_of(shown):
        section["fields"] = [
            field
            for field in section.get("fields") or []
            if field["type"] not in ("group", "table") or field.get("fields")
        ]
    shown["sections"] = [section for section in sections_of(shown) if section["fields"]]
    try:
        return EForm.parse(shown)
    except DefinitionError:
        return None
