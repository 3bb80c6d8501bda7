"""Files given for a file field of the e-form. Their attachments bear the field's key in place of a
paper's, with a prefix that no key of a field or of a paper has."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from dossiers.models import Attachment, Dossier
from services.binding import binding
from services.eforms.definition import EForm, Field
from services.eforms.fields.base import FilesByField

PREFIX = "field__"


def requirement_key_of(field_key: str) -> str:
    """The key that attachments of this field bear."""
    return f"{PREFIX}{field_key}"


def field_key_of(requirement_key: str) -> str:
    """The field that an attachment is for; empty when it is for a paper."""
    return requirement_key.removeprefix(PREFIX) if is_of_field(requirement_key) else ""


def is_of_field(requirement_key: str) -> bool:
    """Whether an attachment with this key was given for a field of the form."""
    return requirement_key.startswith(PREFIX)


def file_fields(eform: EForm) -> list[Field]:
    """The file fields in order."""
    return [field for field in eform.fields() if field.type == "file"]


def file_field(dossier: Dossier, requirement_key: str) -> Field | None:
    """The file field of the dossier's form that a file with this key would be for."""
    wanted = field_key_of(requirement_key)
    fields = file_fields(binding(dossier.revision_id).eform) if wanted else []
    return next((field for field in fields if field.key == wanted), None)


def field_names(eform: EForm) -> dict[str, str]:
    """What the file fields are called, by the key of their attachments."""
    return {requirement_key_of(field.key): field.label for field in file_fields(eform)}


def files_by_field(dossier: Dossier, eform: EForm) -> FilesByField:
    """The usable files of each file field, as `clean` takes them (no query without such fields)."""
    if not file_fields(eform):
        return {}
    found: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    rows = Attachment.objects.filter(
        dossier_id=dossier.pk,
        state=Attachment.State.ACCEPTED,
        requirement_key__startswith=PREFIX,
    ).order_by("id")
    for key, requirement_key, name in rows.values_list("key", "requirement_key", "original_name"):
        found[field_key_of(requirement_key)].append({"key": str(key), "name": name})
    return found
