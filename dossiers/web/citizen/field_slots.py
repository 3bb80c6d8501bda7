"""The file fields of a section as slots of components/eform/file_slot.html, and what was pressed
in them without JavaScript."""

import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from dossiers.attachments.fields import requirement_key_of
from dossiers.attachments.papers import Paper
from dossiers.models import Dossier
from dossiers.web.citizen.slots import slots_of
from services.eforms.definition import Field, Section

_MEGABYTE = 1024 * 1024
_INPUT, _UPLOAD, _REMOVE = "file__", "upload__", "unattach__"
_REMOVED = re.compile(re.escape(_REMOVE) + r"([0-9a-f-]{36})")


def fields_with_files(section: Section) -> list[Field]:
    """The file fields of the section."""
    return [field for field in section.fields if field.type == "file"]


def field_slots(
    draft: Dossier, fields: Iterable[Field], errors: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """By the field's key (one query, none without file fields); `errors` by field key."""
    wanted = list(fields)
    if not wanted:
        return {}
    papers = [
        Paper(requirement_key_of(field.key), field.label, field.required, field.hint)
        for field in wanted
    ]
    slots = slots_of(
        draft, papers, errors={requirement_key_of(key): text for key, text in errors.items()}
    )
    return {field.key: _of_field(field, slot) for field, slot in zip(wanted, slots, strict=True)}


def pressed_upload(data: QueryDict, fields: Iterable[Field]) -> Field | None:
    """The field whose button "send the file" was pressed."""
    return next((field for field in fields if f"{_UPLOAD}{field.key}" in data), None)


def pressed_removal(data: QueryDict) -> uuid.UUID | None:
    """The file whose button "remove" was pressed."""
    found = (match for name in data if (match := _REMOVED.fullmatch(name)))
    try:
        return next((uuid.UUID(match[1]) for match in found), None)
    except ValueError:
        return None


def input_name(field: Field) -> str:
    """The name of the file control."""
    return f"{_INPUT}{field.key}"


def _of_field(field: Field, slot: dict[str, Any]) -> dict[str, Any]:
    files = [{**file, "remove_name": f"{_REMOVE}{file['key']}"} for file in slot["files"]]
    return {
        **slot,
        "id": f"id_{field.key}-slot",
        "rules": _rules(field),
        "files": files,
        "input_name": input_name(field),
        "upload_name": f"{_UPLOAD}{field.key}",
        "multiple": field.max_files - len(files) > 1,
        "full": len(files) >= field.max_files,
        "max_bytes": min(field.max_megabytes * _MEGABYTE, settings.ATTACHMENT_MAX_BYTES),
    }


def _rules(field: Field) -> str:
    words = {"megabytes": field.max_megabytes, "files": field.max_files}
    if field.max_files == 1:
        return _("Một tệp PDF, JPEG, PNG hoặc HEIC, không quá %(megabytes)d MB.") % words
    return (
        _("Nhiều nhất %(files)d tệp PDF, JPEG, PNG hoặc HEIC, mỗi tệp không quá %(megabytes)d MB.")
        % words
    )
