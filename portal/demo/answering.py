"""Plausible answers to any e-form, so that every procedure of the demo can be filed."""

from datetime import timedelta
from random import Random
from typing import Any

from portal.accounts.models import Citizen
from portal.shared import clock
from services.eforms.definition import EForm, Field, least_items

KNOWN: dict[str, Any] = {
    "ethnicity": "Kinh",
    "nationality": "Việt Nam",
    "birth_place": "Thành phố Tam Kỳ, tỉnh Quảng Nam",
    "registered_at": "UBND xã Tam Tiến, huyện Núi Thành",
    "registered_name": "Trần Thị Hòa",
    "business_name": "Tạp hóa Thanh Bình",
    "line_name": "Bán lẻ lương thực, thực phẩm",
    "licence_number": "490152004711",
    "licence_issuer": "Sở Giao thông vận tải Quảng Nam",
    "licence_issued_on": "15/06/2015",
    "licence_expires_on": "15/06/2030",
    "from_month": "9/2005",
    "to_month": "nay",
    "place": "Xã Tam Tiến, huyện Núi Thành, tỉnh Quảng Nam",
    "occupation": "Nhân viên văn phòng",
    "document_name": "Bằng tốt nghiệp đại học",
    "document_issuer": "Trường Đại học Quảng Nam",
    "partner_name": "Lê Hoàng Nam",
    "partner_nationality": "Việt Nam",
    "partner_identity": "049090001122",
    "marriage_place": "UBND xã Tam Tiến",
    "content": "Đề nghị cơ quan giải quyết thủ tục theo hồ sơ đã nộp.",
}
LATER = {"visit_date": 2, "start_date": 7}  # days after filing
TEXT = "Theo giấy tờ đã nộp"


def answers_for(
    eform: EForm, owner: Citizen, random: Random, known: dict[str, Any]
) -> dict[str, Any]:
    """Raw answers for every required field that is not filled in yet."""
    return {
        field.key: _answer(field, owner, random)
        for field in eform.fields()
        if not known.get(field.key) and (field.required or field.min_items) and field.type != "file"
    }


def _answer(field: Field, owner: Citizen, random: Random) -> Any:
    match field.type:
        case "group" | "table":
            row = {
                inner.key: _answer(inner, owner, random) for inner in field.fields if inner.required
            }
            return [row] * least_items(field)
        case _ if field.key in KNOWN:
            return KNOWN[field.key]
        case "text" | "long_text":
            return TEXT
        case "whole_number" | "money":
            return _number(field, random)
        case "date":
            return _date(field, owner)
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


def _date(field: Field, owner: Citizen) -> str:
    if field.key in LATER:
        return f"{clock.today() + timedelta(days=LATER[field.key]):%d/%m/%Y}"
    return f"{owner.birth_date:%d/%m/%Y}"


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
