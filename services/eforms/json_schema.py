"""A form as JSON Schema 2020-12, for those who fill it in from outside.

The schema describes answers as the portal stores them, which is also a way in which it takes them.
What a schema cannot say stands in annotations: `x-sections`, `x-order`, `x-type`, `x-prefill`,
`x-show-if`, `x-unit`, `x-pattern`, `x-minimum`/`x-maximum` of dates, `x-labels` of choices.
Computed values and files are `readOnly`: the portal makes them.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from services.eforms.checks.bounds import EARLIEST, LATEST
from services.eforms.conditions import Compare, Condition, Joined, Not
from services.eforms.definition import EForm, Field, least_items, most_items
from services.eforms.fields import BY_NAME
from services.eforms.fields.address import MAX_LENGTH
from services.eforms.fields.base import ScalarType
from services.eforms.limits import LARGEST

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

# What RE2 and ECMA 262 read alike: no flags, no classes by name, no escapes of one of both alone.
_ONLY_RE2 = re.compile(r"\(\?(?!:)|\[\[:|\\(?![dDwWsSbBnt.*+?()\[\]{}|^$/\\-])")


def answers_schema(eform: EForm, *, title: str = "") -> Schema:
    """The schema of the answers to this form. Pure: equal forms give equal schemas."""
    fields = list(eform.fields())
    schema: Schema = {"$schema": DIALECT}
    if title:
        schema["title"] = title
    return schema | {
        **_object(fields),
        "$defs": _DEFINITIONS,
        "x-sections": [
            {
                "key": section.key,
                "title": section.title,
                **({"intro": section.intro} if section.intro else {}),
                "fields": [field.key for field in section.fields],
            }
            for section in eform.sections
        ],
    }


def _object(fields: Iterable[Field]) -> Schema:
    """An object with these fields: those of the form, or those of a row."""
    known = {field.key: field for field in fields}
    schema: Schema = {
        "type": "object",
        "properties": {
            field.key: _property(field, order) for order, field in enumerate(known.values(), 1)
        },
        "additionalProperties": False,
    }
    required = [field.key for field in known.values() if _is_needed(field) and not field.show_if]
    if required:
        schema["required"] = required
    if rules := [rule for field in known.values() if (rule := _conditional(field, known))]:
        schema["allOf"] = rules
    return schema


def _is_needed(field: Field) -> bool:
    """Files are given otherwise, after the answers."""
    if field.has_rows:
        return field.required or (not field.row_labels and least_items(field) > 0)
    return field.required and BY_NAME[field.type].is_given


def _property(field: Field, order: int) -> Schema:
    schema: Schema = {"title": field.label}
    if field.hint:
        schema["description"] = field.hint
    schema |= _MAKERS[field.type](field)
    if not BY_NAME[field.type].is_given:
        schema["readOnly"] = True
    schema |= {"x-type": field.type, "x-order": order}
    if field.unit:
        schema["x-unit"] = field.unit
    if field.prefill:
        schema["x-prefill"] = field.prefill
    if field.show_if is not None:
        schema["x-show-if"] = field.show_if.as_json()
    if field.formula is not None:
        schema["x-formula"] = field.formula.as_json()
    if field.pattern:
        schema["x-pattern"] = field.pattern
        schema["x-pattern-message"] = field.pattern_message
    return schema


def _text(field: Field) -> Schema:
    kind = BY_NAME[field.type]
    assert isinstance(kind, ScalarType)
    schema = {
        "type": "string", "minLength": 1, "maxLength": field.max_length or kind.max_length,
    }  # fmt: skip
    if field.type == "email":
        schema["format"] = "email"
    if field.pattern and not _ONLY_RE2.search(field.pattern):
        schema["pattern"] = f"^(?:{field.pattern})$"
    return schema


def _number(field: Field) -> Schema:
    least = field.min if isinstance(field.min, int) else None
    if least is None and field.type == "money":
        least = 0
    schema: Schema = {"type": "integer"}
    if least is not None:
        schema["minimum"] = least
    return schema | {"maximum": field.max if isinstance(field.max, int) else LARGEST}


def _date(field: Field) -> Schema:
    return {
        "type": "string",
        "format": "date",
        "pattern": DAY,
        "x-minimum": field.min or EARLIEST.isoformat(),
        "x-maximum": field.max or LATEST.isoformat(),
    }


def _labels(field: Field) -> dict[str, str]:
    return {choice.value: choice.label for choice in field.choices}


def _one_of(field: Field) -> Schema:
    return {"type": "string", "enum": list(_labels(field)), "x-labels": _labels(field)}


def _several_of(field: Field) -> Schema:
    return {
        "type": "array",
        "items": {"enum": list(_labels(field))},
        "minItems": 1,
        "uniqueItems": True,
        "x-labels": _labels(field),
    }


def _rows(field: Field) -> Schema:
    schema: Schema = {"type": "array", "items": _object(field.fields)}
    if field.row_labels:
        named = len(field.row_labels)
        # A row that nobody had to fill in is an empty object in its place.
        rows = schema["items"] if field.required else {"anyOf": [{"const": {}}, schema["items"]]}
        return schema | {
            "items": rows, "minItems": named, "maxItems": named,
            "x-row-labels": list(field.row_labels),
        }  # fmt: skip
    return schema | {
        "minItems": max(least_items(field), 1),
        "maxItems": most_items(field),
        "x-item-label": field.item_label,
    }


def _computed(field: Field) -> Schema:
    return {"type": "integer", "minimum": -LARGEST, "maximum": LARGEST}


def _file(field: Field) -> Schema:
    return {
        "type": "array",
        "items": {"$ref": "#/$defs/file"},
        "minItems": 1,
        "maxItems": field.max_files,
        "x-max-megabytes": field.max_megabytes,
        "x-required": field.required,
    }


_MAKERS: dict[str, Callable[[Field], Schema]] = {
    "text": _text,
    "long_text": _text,
    "whole_number": _number,
    "money": _number,
    "date": _date,
    "yes_no": lambda _field: {"$ref": "#/$defs/yes_no"},
    "one_of": _one_of,
    "several_of": _several_of,
    "personal_number": lambda _field: {"$ref": "#/$defs/personal_number"},
    "tax_code": lambda _field: {"$ref": "#/$defs/tax_code"},
    "phone": lambda _field: {"$ref": "#/$defs/phone"},
    "email": _text,
    "address": lambda _field: {"$ref": "#/$defs/address"},
    "computed": _computed,
    "file": _file,
    "group": _rows,
    "table": _rows,
}

_DEFINITIONS: Schema = {
    "yes_no": {"type": "string", "enum": ["yes", "no"], "x-labels": {"yes": "Có", "no": "Không"}},
    "personal_number": {
        "type": "string",
        "pattern": "^[0-9]{12}$",
        "description": "Số định danh cá nhân, 12 chữ số",
    },
    "tax_code": {
        "type": "string",
        "pattern": "^[0-9]{10}(-[0-9]{3})?$",
        "description": "Mã số thuế",
    },
    "phone": {
        "type": "string",
        "pattern": "^0[0-9]{9,10}$",
        "description": "Số điện thoại trong nước, bắt đầu bằng 0",
    },
    "address": {
        "type": "object",
        "properties": {
            "commune": {
                "type": "string",
                "minLength": 1,
                "description": "Mã xã, phường, thị trấn; “other” là ngoài tỉnh",
            },
            "line": {
                "type": "string",
                "minLength": 1,
                "maxLength": MAX_LENGTH,
                "description": "Số nhà, tên đường hoặc thôn, tổ; ngoài tỉnh: cả địa chỉ",
            },
            "text": {"type": "string", "readOnly": True, "description": "Cả địa chỉ"},
        },
        "required": ["commune", "line"],
        "additionalProperties": False,
    },
    "file": {
        "type": "object",
        "properties": {"key": {"type": "string"}, "name": {"type": "string"}},
        "required": ["key", "name"],
        "additionalProperties": False,
    },
}


def _conditional(field: Field, known: dict[str, Field]) -> Schema | None:
    """When a field is shown it may be asked for; when not, its answer is not kept.

    None where a schema cannot say it: dates are not ordered there, a row does not see the form
    around it, and values that the portal makes are not yet there. `x-show-if` still says it.
    """
    if field.show_if is None:
        return None
    condition = _condition(field.show_if, known)
    if condition is None:
        return None
    rule: Schema = {"if": condition, "else": {"properties": {field.key: False}}}
    return rule | {"then": {"required": [field.key]}} if _is_needed(field) else rule


def _condition(condition: Condition, known: dict[str, Field]) -> Schema | None:
    match condition:
        case Compare():
            return _compare(condition, known)
        case Not(part):
            inner = _condition(part, known)
            return None if inner is None else {"not": inner}
        case Joined(how, parts):
            inners = [inner for part in parts if (inner := _condition(part, known)) is not None]
            if len(inners) < len(parts):
                return None
            return {"allOf" if how == "all" else "anyOf": inners}


def _compare(compare: Compare, known: dict[str, Field]) -> Schema | None:
    field = known.get(compare.field)
    if field is None or not BY_NAME[field.type].is_given:
        return None
    there: Schema = {"required": [field.key]}
    match compare.op:
        case "filled":
            return there
        case "empty":
            return {"not": there}
        case "eq" | "ne":
            found = there | {"properties": {field.key: _holding(field, [compare.value])}}
            return found if compare.op == "eq" else {"not": found}
        case "in":
            return there | {"properties": {field.key: _holding(field, list(compare.value))}}
    if not field.is_number:
        return None
    bound = "exclusiveMinimum" if compare.op == "gt" else "exclusiveMaximum"
    return there | {"properties": {field.key: {bound: compare.value}}}


def _holding(field: Field, values: list[Any]) -> Schema:
    wanted: Schema = {"enum": values}
    return {"contains": wanted} if field.type == "several_of" else wanted
