"""Phí, lệ phí: rules put together by choosing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from portal.shared.errors import InvalidInput
from services.content import FeeContent, Json, RevisionContent
from services.editing.eform_fields import countable_fields
from services.editing.order import moved, new_key, put, without
from services.editing.texts import Typed
from services.fees.rules import RuleError, charge
from services.plain_case import plain_answers

MAX_FEES, MAX_TIERS = 20, 20
MAX_NAME, MAX_LAW, MAX_UNIT, MAX_NOTE = 300, 300, 40, 1_000
KEY_LENGTH = 40
# What a plain case pays fits into a column of 32 bits.
MAX_AMOUNT_VND, MAX_TOTAL_VND = 1_000_000_000, 2_000_000_000
MAX_UNITS = 100_000
EXAMPLES = (1, 2, 5, 10)

FIXED, PER_UNIT, FIRST_THEN, TIERED = "fixed", "per_unit", "first_then", "tiered"


@dataclass(frozen=True)
class Tier:
    """So much for each unit up to a number of them; the last tier has no end."""

    up_to: int | None
    amount_vnd: int | None


@dataclass(frozen=True)
class Fee:
    """A fee as it was typed. What its way of counting (`how`) does not need is not looked at."""

    name: str
    kind: str
    how: str
    set_by: str
    legal_basis: str
    amount_vnd: int | None = None
    quantity: str = ""
    unit: str = ""
    included: int | None = None
    extra_vnd: int | None = None
    copies: str = ""
    copy_unit: str = ""
    max_per_copy_vnd: int | None = None
    tiers: Sequence[Tier] = ()


def put_fee(content: RevisionContent, at: int | None, fee: Fee) -> RevisionContent:
    """The content with this fee in its place, or with a new one at the end (`at` is None).

    Raises InvalidInput with every mistake, Http404 when the fee has gone.
    """
    if at is None and len(content.fees) >= MAX_FEES:
        words = _("Thủ tục có nhiều nhất %(most)d khoản phí, lệ phí.") % {"most": MAX_FEES}
        raise InvalidInput({"name": words})
    typed = Typed()
    law = _("Nhập văn bản quy định mức thu.")
    values: dict[str, Any] = {
        "name": typed.line("name", fee.name, most=MAX_NAME, missing=_("Nhập tên khoản thu.")),
        "kind": fee.kind,
        "set_by": fee.set_by,
        "legal_basis": typed.line("legal_basis", fee.legal_basis, most=MAX_LAW, missing=law),
        "rule": rule_of(typed, content, fee),
    }
    for place, words in (("kind", _("Chọn phí hay lệ phí.")), ("set_by", _("Chọn nơi quy định."))):
        if not values[place]:
            typed.refuse(place, words)
    typed.settle()
    if at is not None and 0 <= at < len(content.fees):
        member = replace(content.fees[at], **values)
    else:
        taken = [each.key for each in content.fees]
        key = new_key(values["name"], taken, most=KEY_LENGTH, otherwise="phi")
        member = FeeContent(key=key, **values)
    after = replace(content, fees=put(content.fees, at, member), fee_stated=True)
    if plain_total(after) > MAX_TOTAL_VND:
        raise InvalidInput({"amount_vnd": _("Tổng các khoản thu lớn quá. Kiểm tra lại số chữ số.")})
    return after


def move_fee(content: RevisionContent, at: int, by: int) -> RevisionContent:
    """The fee moved by so many places. Raises Http404."""
    return replace(content, fees=moved(content.fees, at, by))


def remove_fee(content: RevisionContent, at: int) -> RevisionContent:
    """Without the fee. Raises Http404."""
    return replace(content, fees=without(content.fees, at))


def set_fee_note(content: RevisionContent, *, stated: bool, note: str) -> RevisionContent:
    """Whether the published decision states what is to be paid, and a note about it.

    Raises InvalidInput.
    """
    typed = Typed()
    missing = "" if stated else _("Ghi mức thu được quy định ở đâu.")
    text = typed.lines("fee_note", note, most=MAX_NOTE, missing=missing)
    if not stated and content.fees:
        typed.refuse(
            "fee_stated", _("Thủ tục đã có khoản thu với số tiền. Xóa các khoản đó trước.")
        )
    typed.settle()
    return replace(content, fee_stated=stated, fee_note=text)


def plain_total(content: RevisionContent) -> int:
    """What a plain case would pay at the counter, reductions left aside (đồng)."""
    answers = plain_answers(fee.rule for fee in content.fees)
    return sum(charge(fee.rule, answers).amount_vnd for fee in content.fees)


def examples(rule: Json) -> list[tuple[int, int, str]]:
    """What so many units cost: (units, đồng, in words); a fixed fee has one line. Copies count as
    one. Raises RuleError."""
    if rule.get("kind") == FIXED:
        cost = charge(rule, {})
        return [(1, cost.amount_vnd, cost.explanation)]
    lines = []
    for units in EXAMPLES:
        cost = charge(
            rule,
            {rule["copies"]: 1} | {rule["quantity"]: units}
            if "copies" in rule
            else {rule["quantity"]: units},
        )
        lines.append((units, cost.amount_vnd, cost.explanation))
    return lines


def rule_of(typed: Typed, content: RevisionContent, fee: Fee) -> Json:
    """The rule as services.fees.rules reads it; mistakes are noted in `typed`."""
    if fee.how == FIXED:
        return {"kind": FIXED, "amount_vnd": _amount(typed, "amount_vnd", fee.amount_vnd)}
    if fee.how not in (PER_UNIT, FIRST_THEN, TIERED):
        typed.refuse("how", _("Chọn cách tính."))
        return {}
    rule: Json = {
        "kind": fee.how,
        "quantity": _quantity(typed, content, "quantity", fee.quantity),
        "unit": _unit(typed, "unit", fee.unit),
    }
    if fee.how == PER_UNIT:
        return rule | {"amount_vnd": _amount(typed, "amount_vnd", fee.amount_vnd)}
    if fee.how == FIRST_THEN:
        return rule | {
            "amount_vnd": _amount(typed, "amount_vnd", fee.amount_vnd),
            "included": _units(typed, "included", fee.included),
            "extra_vnd": _amount(typed, "extra_vnd", fee.extra_vnd),
        }
    return rule | {"tiers": _tiers(typed, fee.tiers)} | _per_copy(typed, content, fee)


def _tiers(typed: Typed, tiers: Sequence[Tier]) -> list[Json]:
    if not tiers:
        typed.refuse("tiers", _("Thêm ít nhất một bậc."))
    if len(tiers) > MAX_TIERS:
        typed.refuse("tiers", _("Nhiều nhất %(most)d bậc.") % {"most": MAX_TIERS})
    found: list[Json] = []
    before = 0
    for number, tier in enumerate(tiers[:MAX_TIERS]):
        row: Json = {"amount_vnd": _amount(typed, f"tiers-{number}-amount_vnd", tier.amount_vnd)}
        place = f"tiers-{number}-up_to"
        if number == len(tiers) - 1:
            if tier.up_to is not None:
                typed.refuse(place, _("Để trống ở bậc cuối: bậc này tính cho mọi số còn lại."))
        else:
            row["up_to"] = _units(typed, place, tier.up_to)
            if tier.up_to is not None and tier.up_to <= before:
                words = _("Phải lớn hơn bậc trước (%(before)d).") % {"before": before}
                typed.refuse(place, words)
            before = tier.up_to or before
        found.append(row)
    return found


def _per_copy(typed: Typed, content: RevisionContent, fee: Fee) -> Json:
    rule: Json = {}
    if fee.copies:
        rule["copies"] = _quantity(typed, content, "copies", fee.copies)
        if fee.copies == fee.quantity:
            typed.refuse("copies", _("Chọn câu hỏi khác với câu hỏi về số lượng."))
    if fee.copies or fee.max_per_copy_vnd is not None:
        rule["copy_unit"] = typed.line("copy_unit", fee.copy_unit, most=MAX_UNIT) or _("bản")
    if fee.max_per_copy_vnd is not None:
        rule["max_per_copy_vnd"] = _amount(typed, "max_per_copy_vnd", fee.max_per_copy_vnd)
    return rule


def _amount(typed: Typed, place: str, amount: int | None) -> int:
    if amount is None:
        typed.refuse(place, _("Nhập số tiền; không thu thì nhập 0."))
    elif amount > MAX_AMOUNT_VND:
        typed.refuse(place, _("Số tiền quá lớn. Kiểm tra lại số chữ số."))
    return amount or 0


def _units(typed: Typed, place: str, number: int | None) -> int:
    if number is None:
        typed.refuse(place, _("Nhập số lượng."))
    elif not 1 <= number <= MAX_UNITS:
        typed.refuse(place, _("Nhập số lượng từ 1 đến %(most)s.") % {"most": "100.000"})
    return number or 0


def _unit(typed: Typed, place: str, text: str) -> str:
    return typed.line(place, text, most=MAX_UNIT, missing=_("Nhập đơn vị, ví dụ bản, trang, m²."))


def _quantity(typed: Typed, content: RevisionContent, place: str, key: str) -> str:
    known = {field.key for field in countable_fields(content)}
    if not known:
        typed.refuse(
            place,
            _("Mẫu đơn chưa có câu hỏi số nguyên nào. Thêm câu hỏi đó vào mẫu đơn trước."),
        )
    elif not key:
        typed.refuse(place, _("Chọn câu hỏi cho biết số lượng."))
    elif key not in known:
        typed.refuse(place, _("Mẫu đơn không có câu hỏi này. Hãy chọn lại."))
    return key


def is_countable(rule: Json) -> bool:
    """Whether the rule can be counted at all."""
    try:
        examples(rule)
    except (RuleError, KeyError):
        return False
    return True
