"""Conditions on answers: when a field is shown, when a reduction applies.

JSON: `{"field": "purpose", "op": "eq", "value": "work"}`, joined by `{"all": [...]}`,
`{"any": [...]}` and `{"not": {...}}`. Ops: eq, ne, in, filled, empty, gt, lt. Of a field with
several answers, `eq` and `in` ask whether one of them fits. A missing answer equals nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from services.eforms.errors import DefinitionError
from services.eforms.limits import LARGEST, MAX_CHOICES, MAX_COMPARISONS, MAX_KEY, MAX_TEXT
from services.eforms.reader import is_clear

Lookup = Callable[[str], Any]

OPERATORS = ("eq", "ne", "in", "filled", "empty", "gt", "lt")
_WITHOUT_VALUE = ("filled", "empty")
_DEEPEST = 10


@dataclass(frozen=True)
class Compare:
    """One comparison of one answer."""

    field: str
    op: str
    value: Any = None

    def holds(self, lookup: Lookup) -> bool:
        """Whether it is true of the answers that `lookup` gives."""
        answer = lookup(self.field)
        match self.op:
            case "filled":
                return not is_blank(answer)
            case "empty":
                return is_blank(answer)
            case "eq":
                return _equals(answer, self.value)
            case "ne":
                return not _equals(answer, self.value)
            case "in":
                return any(_equals(answer, value) for value in self.value)
            case "gt":
                return _comparable(answer, self.value) and answer > self.value
            case _:
                return _comparable(answer, self.value) and answer < self.value

    def fields(self) -> Iterator[str]:
        """Keys of the fields it looks at."""
        yield self.field

    def compares(self, path: str) -> "Iterator[tuple[str, Compare]]":
        """Each comparison with its path in the JSON."""
        yield path, self

    def as_json(self) -> dict[str, Any]:
        """Its JSON."""
        base: dict[str, Any] = {"field": self.field, "op": self.op}
        if self.op in _WITHOUT_VALUE:
            return base
        return base | {"value": list(self.value) if self.op == "in" else self.value}


@dataclass(frozen=True)
class Joined:
    """Several conditions of which all (`how` = "all") or one (`how` = "any") must be true."""

    how: str
    parts: tuple["Condition", ...]

    def holds(self, lookup: Lookup) -> bool:
        """Whether it is true of the answers that `lookup` gives."""
        each = (part.holds(lookup) for part in self.parts)
        return all(each) if self.how == "all" else any(each)

    def fields(self) -> Iterator[str]:
        """Keys of the fields it looks at."""
        for part in self.parts:
            yield from part.fields()

    def compares(self, path: str) -> Iterator[tuple[str, Compare]]:
        """Each comparison with its path in the JSON."""
        for index, part in enumerate(self.parts):
            yield from part.compares(f"{path}.{self.how}[{index}]")

    def as_json(self) -> dict[str, Any]:
        """Its JSON."""
        return {self.how: [part.as_json() for part in self.parts]}


@dataclass(frozen=True)
class Not:
    """The contrary."""

    part: "Condition"

    def holds(self, lookup: Lookup) -> bool:
        """Whether it is true of the answers that `lookup` gives."""
        return not self.part.holds(lookup)

    def fields(self) -> Iterator[str]:
        """Keys of the fields it looks at."""
        yield from self.part.fields()

    def compares(self, path: str) -> Iterator[tuple[str, Compare]]:
        """Each comparison with its path in the JSON."""
        yield from self.part.compares(f"{path}.not")

    def as_json(self) -> dict[str, Any]:
        """Its JSON."""
        return {"not": self.part.as_json()}


Condition = Compare | Joined | Not


def is_blank(answer: Any) -> bool:
    """Whether there is no answer."""
    return answer is None or answer == "" or answer == [] or answer == {}


def parse_condition(data: Any, path: str) -> Condition:
    """The condition of a JSON value. Raises DefinitionError with the path of the mistake."""
    condition = _parse(data, path, depth=0)
    if sum(1 for _compare in condition.compares(path)) > MAX_COMPARISONS:
        words = _("nhiều nhất được %(most)d phép so sánh") % {"most": MAX_COMPARISONS}
        raise DefinitionError(path, words)
    return condition


def _parse(data: Any, path: str, *, depth: int) -> Condition:
    if not isinstance(data, Mapping) or depth > _DEEPEST:
        words = _("điều kiện phải là một đối tượng JSON, lồng tối đa %(most)d lớp")
        raise DefinitionError(path, words % {"most": _DEEPEST})
    for how in ("all", "any"):
        if set(data) == {how}:
            return Joined(how, _parse_parts(data[how], f"{path}.{how}", depth))
    if set(data) == {"not"}:
        return Not(_parse(data["not"], f"{path}.not", depth=depth + 1))
    return _parse_compare(data, path)


def _parse_parts(data: Any, path: str, depth: int) -> tuple[Condition, ...]:
    if not isinstance(data, list) or not 1 <= len(data) <= MAX_COMPARISONS:
        words = _("phải là danh sách có từ 1 đến %(most)d điều kiện") % {"most": MAX_COMPARISONS}
        raise DefinitionError(path, words)
    return tuple(
        _parse(part, f"{path}[{index}]", depth=depth + 1) for index, part in enumerate(data)
    )


def _parse_compare(data: Mapping[str, Any], path: str) -> Compare:
    op, field = data.get("op"), data.get("field")
    if op not in OPERATORS:
        words = _("phải là một trong: %(allowed)s") % {"allowed": ", ".join(OPERATORS)}
        raise DefinitionError(f"{path}.op", words)
    if not isinstance(field, str) or not 1 <= len(field) <= MAX_KEY:
        raise DefinitionError(f"{path}.field", _("phải là khóa của một trường"))
    wanted = {"field", "op"} if op in _WITHOUT_VALUE else {"field", "op", "value"}
    if set(data) != wanted:
        words = _("phải có đúng các thuộc tính: %(wanted)s") % {"wanted": ", ".join(sorted(wanted))}
        raise DefinitionError(path, words)
    if op in _WITHOUT_VALUE:
        return Compare(field, op)
    return Compare(field, op, _parse_value(data["value"], op, f"{path}.value"))


def _parse_value(value: Any, op: str, path: str) -> Any:
    if op == "in":
        if not isinstance(value, list) or not 1 <= len(value) <= MAX_CHOICES:
            words = _("phải là danh sách có từ 1 đến %(most)d giá trị") % {"most": MAX_CHOICES}
            raise DefinitionError(path, words)
        if not all(_is_usable(member) for member in value):
            raise DefinitionError(path, _("phải là danh sách các chữ hoặc số"))
        return tuple(value)
    if not _is_usable(value):
        raise DefinitionError(path, _("phải là chữ hoặc số"))
    return value


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))


def _is_usable(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= MAX_TEXT["value"] and is_clear(value)
    return _is_scalar(value) and abs(value) <= LARGEST


def _equals(answer: Any, value: Any) -> bool:
    if isinstance(answer, list):
        return value in answer
    return bool(answer == value)


def _comparable(answer: Any, value: Any) -> bool:
    return _is_scalar(answer) and type(answer) is type(value)
