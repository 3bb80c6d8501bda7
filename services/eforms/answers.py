"""Answers under a form: what was typed becomes what is stored, with errors by field path."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from portal.shared.clock import today
from services.eforms.definition import EForm, Field, Section, least_items
from services.eforms.errors import FieldError
from services.eforms.fields import BY_NAME, GROUP
from services.eforms.fields.base import Setting
from services.eforms.places import PlacesProvider
from services.eforms.province_places import province_places
from services.eforms.scope import Scope

# Rows beyond this are not even looked at: no form of ours sends them.
_ROWS_READ = 100


@dataclass(frozen=True)
class Cleaned:
    """The outcome. A path is a field key, inside groups `residences.0.place`."""

    values: dict[str, Any] = field(default_factory=dict)
    """Usable answers of the fields that are shown: what a filed dossier stores."""
    kept: dict[str, Any] = field(default_factory=dict)
    """All answers, unusable ones as typed, hidden ones too: what a draft stores. Cleaning it
    again gives the same outcome, so nothing typed is lost and no error forgotten."""
    errors: dict[str, str] = field(default_factory=dict)
    """A Vietnamese sentence that says how to mend it, by path."""
    warnings: dict[str, str] = field(default_factory=dict)
    """A sentence worth a second look, by path; blocks nothing."""

    @property
    def is_valid(self) -> bool:
        """Whether nothing has to be mended."""
        return not self.errors

    def errors_of(self, section: Section) -> dict[str, str]:
        """The errors of one section's fields."""
        keys = {field.key for field in section.fields}
        return {path: text for path, text in self.errors.items() if path.split(".")[0] in keys}


def clean(
    eform: EForm, raw: Any, *, partial: bool, places: PlacesProvider = province_places
) -> Cleaned:
    """Clean the answers of a whole form; never raises, whatever `raw` holds.

    `partial` (saving a draft) does not ask for answers that are still missing. Unknown keys are
    left out. A field that is not shown is never asked for and its answer is not among `values`.
    """
    outcome = Cleaned()
    walk = _Walk(outcome, partial=partial, places=places)
    answers = raw if isinstance(raw, Mapping) else {}
    top = _Level(Scope(outcome.values), outcome.values, outcome.kept)
    for each in eform.fields():
        walk.clean_field(each, answers.get(each.key), top)
    return outcome


@dataclass(frozen=True)
class _Level:
    """Where the answers go: those of the form, or those of one row of a group."""

    scope: Scope
    values: dict[str, Any]
    kept: dict[str, Any]
    prefix: str = ""

    def row(self, group: Field, index: int) -> "_Level":
        values: dict[str, Any] = {}
        prefix = f"{self.prefix}{group.key}.{index}."
        return _Level(self.scope.row(group, values), values, {}, prefix)


class _Walk:
    """One walk over the fields; what it finds goes into the outcome."""

    def __init__(self, outcome: Cleaned, *, partial: bool, places: PlacesProvider) -> None:
        self.outcome = outcome
        self.partial = partial
        # Asked once a walk, however many addresses there are.
        self.places = cache(places)
        self.today = today()

    def clean_field(self, each: Field, raw: Any, level: _Level) -> None:
        """Clean one field into its level."""
        shown = level.scope.shows(each)
        if each.type == GROUP.name:
            self._clean_group(each, raw, level, shown=shown)
        elif not BY_NAME[each.type].is_empty(raw):
            self._clean_answer(each, raw, level, shown=shown)
        elif shown and each.required and not self.partial:
            kind = BY_NAME[each.type]
            self._complain(level, each, kind.missing(each), kind.first_part)

    def _complain(self, level: _Level, each: Field, text: str, part: str) -> None:
        path = level.prefix + each.key
        self.outcome.errors[f"{path}.{part}" if part else path] = text

    def _clean_answer(self, each: Field, raw: Any, level: _Level, *, shown: bool) -> None:
        kind = BY_NAME[each.type]
        setting = Setting(self.places, self.today, level.scope.answer_of)
        try:
            answer = kind.clean(each, raw, setting)
        except FieldError as error:
            if (as_typed := kind.keep(raw)) is not None:
                level.kept[each.key] = as_typed
            if shown:
                self._complain(level, each, str(error), error.part or kind.first_part)
            return
        level.kept[each.key] = answer
        if shown:
            level.values[each.key] = answer
            if words := kind.warning(each, answer):
                self.outcome.warnings[level.prefix + each.key] = words

    def _clean_group(self, group: Field, raw: Any, level: _Level, *, shown: bool) -> None:
        """An empty row is kept in a draft, and is nobody's mistake: it just does not count."""
        found = [row for row in raw if isinstance(row, Mapping)] if isinstance(raw, list) else []
        # A hidden group is read like a shown one, for the draft, but nobody hears of its errors.
        walk = self if shown else _Walk(Cleaned(), partial=True, places=self.places)
        rows = [level.row(group, index) for index in range(len(found[:_ROWS_READ]))]
        answered = 0
        for row, answers in zip(rows, found, strict=False):
            if not _is_empty_row(group, answers):
                answered += 1
                for inner in group.fields:
                    walk.clean_field(inner, answers.get(inner.key), row)
        if rows:
            level.kept[group.key] = [row.kept for row in rows]
        if not shown:
            return
        if values := [row.values for row in rows if row.values]:
            level.values[group.key] = values
        self._check_count(group, answered, level.prefix + group.key)

    def _check_count(self, group: Field, count: int, path: str) -> None:
        if count < least_items(group) and not self.partial:
            self.outcome.errors[path] = GROUP.missing(group)
        if count > group.max_items:
            self.outcome.errors[path] = GROUP.too_many(group)


def _is_empty_row(group: Field, answers: Mapping[str, Any]) -> bool:
    return all(BY_NAME[inner.type].is_empty(answers.get(inner.key)) for inner in group.fields)
