"""Conditions as rows to choose from: comparisons joined by all or any, groups one level deep."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from services.building.forms import Json
from services.building.operators import WITHOUT_VALUE, operators_of
from services.building.reading import bound_text, bound_value

ALL, ANY = "all", "any"
MOST_BLOCKS, MOST_ROWS = 6, 12
_NUMBERS = {"whole_number": "whole_number", "money": "money", "computed": "whole_number"}
_BUTTON = re.compile(r"(add|remove|unblock):([0-9])(?::([0-9]{1,2}))?")


@dataclass(frozen=True)
class Row:
    """One comparison as it is being chosen: texts as typed; `error` says what to mend."""

    field: str = ""
    op: str = ""
    values: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class Block:
    """Rows joined by `how`."""

    how: str = ALL
    rows: tuple[Row, ...] = (Row(),)


@dataclass(frozen=True)
class Chosen:
    """A condition under construction: the first block's rows stand at the top, each further block
    is a group in brackets among them."""

    top: Block = Block()
    groups: tuple[Block, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The top and the groups, by their numbers in the form."""
        return (self.top, *self.groups)

    @property
    def has_errors(self) -> bool:
        """Whether a row has to be mended."""
        return any(row.error for block in self.blocks for row in block.rows)


def chosen_of(condition: Any, fields: Mapping[str, Json]) -> Chosen | None:
    """The rows of a condition; None for one that is deeper than this page goes."""
    if not condition:
        return Chosen()
    how, parts = _joint(condition)
    rows, groups = [], []
    for part in parts:
        inner_how, inner = _joint(part)
        if len(inner) == 1 and (row := _row(inner[0], fields)) is not None:
            rows.append(row)
            continue
        inner_rows = [_row(each, fields) for each in inner]
        known = [row for row in inner_rows if row is not None]
        if len(known) != len(inner_rows):
            return None
        groups.append(Block(inner_how, tuple(known)))
    return Chosen(Block(how, tuple(rows)), tuple(groups))


def posted(data: Mapping[str, Any]) -> Chosen:
    """The rows as they were sent."""
    blocks = []
    for number in range(MOST_BLOCKS):
        if f"b{number}-how" not in data:
            break
        blocks.append(_posted_block(data, number))
    if not blocks:
        return Chosen()
    return Chosen(blocks[0], tuple(blocks[1:]))


def pressed(chosen: Chosen, button: str) -> tuple[Chosen, str] | None:
    """After a button that adds or takes away, with the id of the control to go on with; None when
    it was none of these."""
    if button == "block" and len(chosen.blocks) < MOST_BLOCKS:
        number = len(chosen.blocks)
        how = ANY if chosen.top.how == ALL else ALL
        grown = replace(chosen, groups=(*chosen.groups, Block(how)))
        return grown, f"b{number}-r0-field"
    match = _BUTTON.fullmatch(button)
    if not match or int(match[2]) >= len(chosen.blocks):
        return None
    number = int(match[2])
    if match[1] == "unblock":
        groups = tuple(each for at, each in enumerate(chosen.groups, start=1) if at != number)
        return replace(chosen, groups=groups), "add-block"
    rows = chosen.blocks[number].rows
    if match[1] == "add" and len(rows) < MOST_ROWS:
        return _with(chosen, number, (*rows, Row())), f"b{number}-r{len(rows)}-field"
    if match[1] == "remove" and match[3]:
        left = tuple(row for at, row in enumerate(rows) if at != int(match[3]))
        return _with(chosen, number, left or (Row(),)), f"b{number}-add"
    return None


def condition_json(chosen: Chosen, fields: Mapping[str, Json]) -> tuple[Json | None, Chosen]:
    """The condition, or None when nothing is chosen (or a row is wrong); and the rows with what is
    wrong in them. Rows without a field are left out."""
    told = Chosen(_told(chosen.top, fields), tuple(_told(block, fields) for block in chosen.groups))
    if told.has_errors:
        return None, told
    parts = _comparisons(told.top, fields)
    for block in told.groups:
        inner = _comparisons(block, fields)
        if inner:
            parts.append(inner[0] if len(inner) == 1 else {block.how: inner})
    if not parts:
        return None, told
    return (parts[0] if len(parts) == 1 else {told.top.how: parts}), told


def _joint(condition: Any) -> tuple[str, Sequence[Any]]:
    if isinstance(condition, Mapping):
        for how in (ALL, ANY):
            if set(condition) == {how} and isinstance(condition[how], list):
                return how, condition[how]
    return ALL, [condition]


def _row(condition: Any, fields: Mapping[str, Json]) -> Row | None:
    if not isinstance(condition, Mapping):
        return None
    if set(condition) == {"not"}:
        return _contrary(condition["not"], fields)
    if "field" not in condition or "op" not in condition:
        return None
    kind = fields.get(condition["field"], {}).get("type", "")
    value = condition.get("value")
    values = value if isinstance(value, list) else [] if value is None else [value]
    texts = tuple(
        bound_text(kind, each) if kind in (*_NUMBERS, "date") else str(each) for each in values
    )
    return Row(str(condition["field"]), str(condition["op"]), texts)


def _contrary(condition: Any, fields: Mapping[str, Json]) -> Row | None:
    """Not equal is another operator; all else that is turned round is too deep."""
    turned = {"eq": "ne", "ne": "eq", "filled": "empty", "empty": "filled"}
    row = _row(condition, fields)
    return replace(row, op=turned[row.op]) if row and row.op in turned else None


def _posted_block(data: Mapping[str, Any], number: int) -> Block:
    how = ANY if data.get(f"b{number}-how") == ANY else ALL
    rows = []
    for at in range(MOST_ROWS):
        name = f"b{number}-r{at}"
        if f"{name}-field" not in data:
            break
        getlist = getattr(data, "getlist", None)
        values = getlist(f"{name}-value") if getlist else data.get(f"{name}-value", [])
        texts = tuple(str(each)[:200] for each in values if str(each).strip())
        rows.append(Row(data.get(f"{name}-field", ""), data.get(f"{name}-op", ""), texts))
    return Block(how, tuple(rows) or (Row(),))


def _with(chosen: Chosen, number: int, rows: tuple[Row, ...]) -> Chosen:
    if number == 0:
        return replace(chosen, top=replace(chosen.top, rows=rows))
    groups = list(chosen.groups)
    groups[number - 1] = replace(groups[number - 1], rows=rows)
    return replace(chosen, groups=tuple(groups))


def _told(block: Block, fields: Mapping[str, Json]) -> Block:
    return replace(block, rows=tuple(replace(row, error=_error(row, fields)) for row in block.rows))


def _error(row: Row, fields: Mapping[str, Json]) -> str:
    if not row.field:
        return ""
    field_json = fields.get(row.field)
    if field_json is None:
        return _("Chọn một trường đứng trước.")
    if row.op not in dict(operators_of(field_json["type"])):
        return _("Chọn cách so.")
    if row.op in WITHOUT_VALUE:
        return ""
    if not row.values:
        return _("Chọn hoặc nhập giá trị để so.")
    try:
        _values(row, field_json)
    except ValueError as error:
        return str(error)
    return ""


def _comparisons(block: Block, fields: Mapping[str, Json]) -> list[Json]:
    found = []
    for row in block.rows:
        if not row.field:
            continue
        one: Json = {"field": row.field, "op": row.op}
        if row.op not in WITHOUT_VALUE:
            values = _values(row, fields[row.field])
            one["value"] = values if row.op == "in" else values[0]
        found.append(one)
    return found


def _values(row: Row, field_json: Json) -> list[Any]:
    """The values as they are stored. Raises ValueError with words."""
    kind = field_json["type"]
    if kind in _NUMBERS:
        return [bound_value(_NUMBERS[kind], text) for text in row.values]
    if kind == "date":
        days = [bound_value(kind, text) for text in row.values]
        if "today" in days:
            raise ValueError(_("Nhập một ngày cụ thể dạng 22/03/2022."))
        return days
    known = _known_values(field_json)
    if known and not set(row.values) <= set(known):
        raise ValueError(_("Chọn một mục trong danh sách."))
    return list(row.values)


def _known_values(field_json: Json) -> list[str]:
    return [value for value, _label in values_to_choose(field_json)]


def values_to_choose(field_json: Json) -> Iterable[tuple[str, str]]:
    """What there is to choose for a field of choices, as pairs of value and label; else nothing."""
    if field_json.get("type") == "yes_no":
        return [("yes", _("Có")), ("no", _("Không"))]
    return [(choice["value"], choice["label"]) for choice in field_json.get("choices") or []]
