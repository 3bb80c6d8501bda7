"""Plausible answers to any e-form, so that every procedure of the demo can be filed."""

from random import Random
from typing import Any

from portal.accounts.models import Citizen
from services.eforms.definition import EForm, Field

TEXTS = ("Bổ sung hồ sơ xin việc làm", "Làm thủ tục tại cơ quan", "Theo yêu cầu của đơn vị")
KNOWN = {
    "father_name": "Nguyễn Văn Thành",
    "mother_name": "Trần Thị Hòa",
    "place_of_birth": "Tam Kỳ, Quảng Nam",
}


def answers_for(
    eform: EForm, owner: Citizen, random: Random, known: dict[str, Any]
) -> dict[str, Any]:
    """Raw answers for every required field that is not filled in yet."""
    return {
        field.key: _answer(field, owner, random)
        for field in eform.fields()
        if not known.get(field.key) and (field.required or field.min_items)
    }


def _answer(field: Field, owner: Citizen, random: Random) -> Any:
    match field.type:
        case "group":
            row = {inner.key: _answer(inner, owner, random) for inner in field.fields}
            return [row] * max(1, field.min_items)
        case "text" | "long_text":
            return KNOWN.get(field.key, random.choice(TEXTS))
        case "whole_number" | "money":
            return _number(field, random)
        case "date":
            return f"{owner.birth_date:%d/%m/%Y}"
        case "one_of":
            return field.choices[0].value
        case "several_of":
            return [field.choices[0].value]
        case "yes_no":
            return "no"
        case "address":
            return {"commune": owner.commune.code if owner.commune else "", "line": "Thôn 2"}
        case _:
            return _fact(field.type, owner)


def _number(field: Field, random: Random) -> str:
    least = field.min if isinstance(field.min, int) else 1
    return str(least + random.randrange(3) if field.type == "whole_number" else 50_000_000)


def _fact(kind: str, owner: Citizen) -> str:
    return {
        "personal_number": owner.identity_number,
        "phone": owner.phone,
        "email": owner.email,
        "tax_code": "0100109106",
    }[kind]
