"""Finds an empty form by the key that drafts and pages name."""

import uuid
from collections.abc import Iterable

from services.models import TemplateFile


def template_file(key: str) -> TemplateFile | None:
    """The file; None for an unknown key or no key at all."""
    wanted = _read(key)
    return TemplateFile.objects.filter(key=wanted).first() if wanted else None


def known_templates(keys: Iterable[str]) -> set[str]:
    """Those of the keys that belong to a file (one query, none without keys)."""
    wanted = {found: key for key in keys if (found := _read(key))}
    if not wanted:
        return set()
    known = TemplateFile.objects.filter(key__in=wanted).values_list("key", flat=True)
    return {wanted[key] for key in known}


def _read(key: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(key)
    except ValueError:
        return None
