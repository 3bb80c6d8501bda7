"""Reductions written by hand (`services/data/reductions.json`) become rows: all, or none."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from services.fees.checking import mistakes_of
from services.importing.problems import DataProblem, FileRefused
from services.models import Reduction

FILE = "reductions.json"
# What a rule leaves out is said anew, so that importing again forgets what it said before.
LEFT_OUT: dict[str, Any] = {
    "percent": None,
    "amount_vnd": None,
    "valid_to": None,
    "channel": Reduction.Channel.ANY,
    "levels": [],
    "fees_set_by": "",
    "procedure_codes": [],
    "applicant_classes": [],
    "condition": {},
}


def check_reductions(rules: Sequence[Any]) -> None:
    """Raises FileRefused naming every mistake of every rule."""
    problems = [
        DataProblem(number, column, message, file=FILE)
        for number, rule in enumerate(rules, start=1)
        for column, message in mistakes_of(rule)
    ]
    problems += _repeated(rules)
    if problems:
        raise FileRefused(problems)


def save_reductions(rules: Sequence[Mapping[str, Any]]) -> None:
    """Write the rules, which `check_reductions` has let pass, in the order of the file.

    Idempotent. Quotes that were issued keep what they say. A rule that the file does not name
    stays as it is.
    """
    for order, rule in enumerate(rules, start=1):
        values = LEFT_OUT | {"order": order} | dict(rule)
        Reduction.objects.update_or_create(revision=None, key=values.pop("key"), defaults=values)


def _repeated(rules: Sequence[Any]) -> list[DataProblem]:
    seen: set[str] = set()
    problems = []
    for number, rule in enumerate(rules, start=1):
        key = rule.get("key") if isinstance(rule, Mapping) else None
        if not isinstance(key, str):
            continue
        if key in seen:
            problems.append(
                DataProblem(number, "key", _("khóa này đã dùng ở một mục trước."), file=FILE)
            )
        seen.add(key)
    return problems
