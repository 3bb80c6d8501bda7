"""How far each section is filled in, for the task list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.eforms.answers import NO_FILES, clean
from services.eforms.definition import EForm, Section
from services.eforms.fields.base import FilesByField
from services.eforms.places import PlacesProvider
from services.eforms.province_places import province_places
from services.eforms.scope import Scope

TODO, STARTED, DONE, OPTIONAL = "todo", "started", "done", "optional"


@dataclass(frozen=True)
class SectionProgress:
    """A section that is shown, with its state (the words of components/task_list.html)."""

    section: Section
    state: str
    errors: dict[str, str]


def progress(
    eform: EForm,
    answers: Mapping[str, Any],
    *,
    places: PlacesProvider = province_places,
    files: FilesByField = NO_FILES,
) -> list[SectionProgress]:
    """The state of each section with at least one shown field, in order."""
    cleaned = clean(eform, answers, partial=False, places=places, files=files)
    scope = Scope(cleaned.values)
    return [
        _of(section, cleaned.errors_of(section), cleaned.kept)
        for section in eform.sections
        if any(scope.shows(field) for field in section.fields)
    ]


def _of(section: Section, errors: dict[str, str], kept: Mapping[str, Any]) -> SectionProgress:
    # A computed value is nobody's answer.
    answered = any(field.key in kept for field in section.fields if field.type != "computed")
    without_errors = DONE if answered else OPTIONAL
    with_errors = STARTED if answered else TODO
    state = with_errors if errors else without_errors
    return SectionProgress(section, state, errors)
