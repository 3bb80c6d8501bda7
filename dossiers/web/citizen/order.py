"""The order of the pages from a draft to a filed dossier: which number, what is next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from dossiers.actions.save_answers import channels_of
from dossiers.models import Dossier
from services.binding import Binding
from services.eforms.scope import Scope

PAPERS, DELIVERY, CHECK = "papers", "delivery", "check"
_SECTION = "section-"


def section_step(key: str) -> str:
    """The step's key of a section: sections and fixed steps never share a name."""
    return f"{_SECTION}{key}"


@dataclass(frozen=True)
class Order:
    """The keys of all steps in order."""

    draft: Dossier
    keys: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many steps there are."""
        return len(self.keys)

    def number(self, key: str) -> int:
        """Which step it is, from 1; 0 when it is none (a section that is not shown)."""
        return self.keys.index(key) + 1 if key in self.keys else 0

    def after(self, key: str) -> str:
        """Where the next step is (the check page follows itself)."""
        return self.href(self.keys[min(self.number(key), len(self.keys) - 1)])

    def before(self, key: str) -> str:
        """Where the step before is; before the first there is the list of steps."""
        number = self.number(key)
        if number > 1:
            return self.href(self.keys[number - 2])
        return reverse("dossiers:draft_detail", args=[self.draft.key])

    def href(self, key: str) -> str:
        """The address of a step."""
        if key.startswith(_SECTION):
            section = key.removeprefix(_SECTION)
            return reverse("dossiers:draft_section", args=[self.draft.key, section])
        return reverse(f"dossiers:draft_{key}", args=[self.draft.key])


def order_of(draft: Dossier, bound: Binding, values: Mapping[str, Any]) -> Order:
    """The steps of the draft; `values` are its usable answers (`Cleaned.values`)."""
    scope = Scope(values)
    keys = [
        section_step(section.key)
        for section in bound.eform.sections
        if any(scope.shows(field) for field in section.fields)
    ]
    if bound.requirements:
        keys.append(PAPERS)
    if len(channels_of(draft)) > 1:
        keys.append(DELIVERY)
    return Order(draft, (*keys, CHECK))
