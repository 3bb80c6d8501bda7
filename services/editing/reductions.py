"""Miễn giảm riêng của thủ tục: put together by choosing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from portal.shared import clock
from portal.shared.errors import InvalidInput
from services.content import Json, ReductionContent, RevisionContent
from services.editing.conditions import Comparison, condition_of
from services.editing.order import moved, new_key, put, without
from services.editing.texts import Typed
from services.fees.checking import MAX_AMOUNT_VND, MAX_PERCENT

MAX_REDUCTIONS = 30
MAX_NAME = MAX_LAW = 300
KEY_LENGTH = 60
PERCENT, AMOUNT = "percent", "amount"


@dataclass(frozen=True)
class Typing:
    """A reduction as it was typed. `kept` is a condition that rows cannot show and that stays."""

    name: str
    legal_basis: str
    measure: str
    percent: int | None
    amount_vnd: int | None
    channel: str
    fees_set_by: str
    applicant_classes: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    how: str = "all"
    rows: Sequence[Comparison] = ()
    kept: Json | None = None


def put_reduction(content: RevisionContent, at: int | None, given: Typing) -> RevisionContent:
    """The content with this reduction in its place, or with a new one at the end (`at` is None).

    Raises InvalidInput with every mistake, Http404 when the reduction has gone.
    """
    if at is None and len(content.reductions) >= MAX_REDUCTIONS:
        words = _("Thủ tục có nhiều nhất %(most)d mức miễn giảm.") % {"most": MAX_REDUCTIONS}
        raise InvalidInput({"name": words})
    typed = Typed()
    law = _("Nhập văn bản quy định miễn giảm.")
    values: dict[str, Any] = {
        "name": typed.line("name", given.name, most=MAX_NAME, missing=_("Nhập tên mức giảm.")),
        "legal_basis": typed.line("legal_basis", given.legal_basis, most=MAX_LAW, missing=law),
        "channel": given.channel or "any",
        "fees_set_by": given.fees_set_by,
        "applicant_classes": given.applicant_classes,
        "condition": given.kept or condition_of(typed, content, given.how, given.rows, "rows"),
        **_measure(typed, given),
        **_days(typed, given),
    }
    typed.settle()
    if at is not None and 0 <= at < len(content.reductions):
        member = replace(content.reductions[at], **values)
    else:
        taken = [each.key for each in content.reductions]
        key = new_key(values["name"], taken, most=KEY_LENGTH, otherwise="giam")
        member = ReductionContent(key=key, **values)
    return replace(content, reductions=put(content.reductions, at, member))


def move_reduction(content: RevisionContent, at: int, by: int) -> RevisionContent:
    """The reduction moved by so many places. Raises Http404."""
    return replace(content, reductions=moved(content.reductions, at, by))


def remove_reduction(content: RevisionContent, at: int) -> RevisionContent:
    """Without the reduction. Raises Http404."""
    return replace(content, reductions=without(content.reductions, at))


def _measure(typed: Typed, given: Typing) -> dict[str, int | None]:
    if given.measure == PERCENT:
        if given.percent is None or not 1 <= given.percent <= MAX_PERCENT:
            typed.refuse("percent", _("Nhập tỷ lệ từ 1 đến 100; miễn hẳn thì nhập 100."))
        return {"percent": given.percent, "amount_vnd": None}
    if given.measure == AMOUNT:
        if not given.amount_vnd or given.amount_vnd > MAX_AMOUNT_VND:
            typed.refuse("amount_vnd", _("Nhập số tiền giảm, lớn hơn 0."))
        return {"percent": None, "amount_vnd": given.amount_vnd}
    typed.refuse("measure", _("Chọn giảm theo tỷ lệ hay theo số tiền."))
    return {}


def _days(typed: Typed, given: Typing) -> dict[str, str]:
    first, last = given.valid_from, given.valid_to
    if first is None:
        typed.refuse("valid_from", _("Nhập ngày bắt đầu áp dụng."))
    if first and last and last < first:
        typed.refuse("valid_to", _("Ngày hết hạn không được trước ngày bắt đầu."))
    elif last and last < clock.today():
        typed.refuse("valid_to", _("Ngày hết hạn đã qua. Sửa ngày, hoặc xóa mức giảm này."))
    return {
        "valid_from": first.isoformat() if first else "",
        "valid_to": last.isoformat() if last else "",
    }
