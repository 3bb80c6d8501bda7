"""Answers under a form: what was typed becomes what is stored, with errors by field path."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from portal.shared.clock import today
from services.eforms.definition import EForm, Field, Section, least_items, most_items
from services.eforms.errors import FieldError
from services.eforms.fields import BY_NAME, ROWS
from services.eforms.fields.base import FilesByField, Setting
from services.eforms.places import PlacesProvider
from services.eforms.province_places import province_places
from services.eforms.scope import Scope

NO_FILES: FilesByField = {}
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
    eform: EForm,
    raw: Any,
    *,
    partial: bool,
    places: PlacesProvider = province_places,
    files: FilesByField = NO_FILES,
) -> Cleaned:
    """Clean the answers of a whole form; never raises, whatever `raw` holds.

    `partial` (saving a draft) does not ask for answers that are still missing. Unknown keys are
    left out. A field that is not shown is never asked for and its answer is not among `values`.
    Computed values are computed, and file slots hold `files` (those that were taken for each
    field): what `raw` says of them is not looked at.
    """
    outcome = Cleaned()
    walk = _Walk(outcome, partial=partial, places=places, files=files)
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

    def __init__(
        self, outcome: Cleaned, *, partial: bool, places: PlacesProvider, files: FilesByField
    ) -> None:
        self.outcome = outcome
        self.partial = partial
        # Asked once a walk, however many addresses there are.
        self.places = cache(places)
        self.files = files
        self.today = today()

    def clean_field(self, each: Field, raw: Any, level: _Level) -> None:
        """Clean one field into its level."""
        shown = level.scope.shows(each)
        if each.has_rows:
            self._clean_rows(each, raw, level, shown=shown)
        elif not BY_NAME[each.type].is_given:
            self._derive(each, level, shown=shown)
        elif not BY_NAME[each.type].is_empty(raw):
            self._clean_answer(each, raw, level, shown=shown)
        elif shown:
            self._ask_for(each, level)

    def _ask_for(self, each: Field, level: _Level) -> None:
        if each.required and not self.partial:
            kind = BY_NAME[each.type]
            self._complain(level, each, kind.missing(each), kind.first_part)

    def _complain(self, level: _Level, each: Field, text: str, part: str) -> None:
        path = level.prefix + each.key
        self.outcome.errors[f"{path}.{part}" if part else path] = text

    def _setting(self, level: _Level) -> Setting:
        return Setting(self.places, self.today, level.scope.answer_of, self.files)

    def _derive(self, each: Field, level: _Level, *, shown: bool) -> None:
        answer = BY_NAME[each.type].derive(each, self._setting(level)) if shown else None
        if answer is not None:
            level.kept[each.key] = level.values[each.key] = answer
        elif shown:
            self._ask_for(each, level)

    def _clean_answer(self, each: Field, raw: Any, level: _Level, *, shown: bool) -> None:
        kind = BY_NAME[each.type]
        try:
            answer = kind.clean(each, raw, self._setting(level))
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

    def _clean_rows(self, group: Field, raw: Any, level: _Level, *, shown: bool) -> None:
        """An empty row is kept in a draft, and is nobody's mistake: it just does not count."""
        found = _rows_in(group, raw)
        # A hidden group is read like a shown one, for the draft, but nobody hears of its errors.
        walk = self if shown else self._unheard()
        rows = [level.row(group, index) for index in range(len(found))]
        count = sum(
            walk.clean_row(group, answers, row) for row, answers in zip(rows, found, strict=True)
        )
        if rows and (not group.row_labels or any(row.kept for row in rows)):
            level.kept[group.key] = [row.kept for row in rows]
        if not shown:
            return
        values = [row.values for row in rows if row.values or group.row_labels]
        if any(values):
            level.values[group.key] = values
        self._check_count(group, count, level.prefix + group.key)

    def clean_row(self, group: Field, answers: Mapping[str, Any], row: _Level) -> bool:
        """Clean one row; whether it counts: something is answered in it, or has to be mended."""
        # Each row of a required table with its rows named has to be filled in.
        is_wanted = bool(group.row_labels) and group.required and not self.partial
        if _is_empty_row(group, answers) and not is_wanted:
            return False
        before = len(self.outcome.errors)
        for inner in group.fields:
            self.clean_field(inner, answers.get(inner.key), row)
        return bool(row.values) or len(self.outcome.errors) > before

    def _unheard(self) -> "_Walk":
        return _Walk(Cleaned(), partial=True, places=self.places, files=self.files)

    def _check_count(self, group: Field, count: int, path: str) -> None:
        kind = ROWS[group.type]
        least = int(group.required) if group.row_labels else least_items(group)
        if count < least and not self.partial:
            self.outcome.errors[path] = kind.missing(group)
        if count > most_items(group):
            self.outcome.errors[path] = kind.too_many(group)


def _rows_in(group: Field, raw: Any) -> list[Mapping[str, Any]]:
    """The rows of a raw answer; with its rows named a table has exactly those."""
    given = raw if isinstance(raw, list) else []
    if group.row_labels:
        rows = [row if isinstance(row, Mapping) else {} for row in given[: len(group.row_labels)]]
        return rows + [{}] * (len(group.row_labels) - len(rows)) if any(rows) else []
    return [row for row in given[:_ROWS_READ] if isinstance(row, Mapping)]


def _is_empty_row(group: Field, answers: Mapping[str, Any]) -> bool:
    return all(
        BY_NAME[inner.type].is_empty(answers.get(inner.key))
        for inner in group.fields
        if BY_NAME[inner.type].is_given
    )
