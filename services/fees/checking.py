"""Checks a reduction written as data, before it becomes a rule. Every mistake is found."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from services.applicant_class import ApplicantClass
from services.eforms.conditions import parse_condition
from services.eforms.errors import DefinitionError
from services.levels import LEVELS
from services.models import Reduction, SetBy

COLUMNS = (
    "key",
    "name",
    "percent",
    "amount_vnd",
    "legal_basis",
    "valid_from",
    "valid_to",
    "channel",
    "levels",
    "fees_set_by",
    "procedure_codes",
    "applicant_classes",
    "condition",
)
# As wide as the columns that hold them.
MAX_LENGTHS = {"key": 60, "name": 300, "legal_basis": 300}
MAX_PERCENT, MAX_AMOUNT_VND = 100, 1_000_000_000

Mistake = tuple[str, str]
Data = Mapping[str, Any]


def mistakes_of(data: Any) -> list[Mistake]:
    """The mistakes as pairs of column and Vietnamese sentence; none for a good rule."""
    if not isinstance(data, Mapping):
        return [("", _("phải là một đối tượng JSON."))]
    return [mistake for check in _CHECKS for mistake in check(data)]


def _known_columns(data: Data) -> Iterator[Mistake]:
    for column in data:
        if column not in COLUMNS:
            yield str(column), _("không có thuộc tính này.")


def _texts(data: Data) -> Iterator[Mistake]:
    for column, limit in MAX_LENGTHS.items():
        value = data.get(column)
        if not isinstance(value, str) or not value.strip():
            yield column, _("phải là chữ, không để trống.")
        elif len(value) > limit:
            yield column, _("dài quá %(limit)d ký tự.") % {"limit": limit}


def _how_much(data: Data) -> Iterator[Mistake]:
    percent, amount = data.get("percent"), data.get("amount_vnd")
    if (percent is None) == (amount is None):
        yield "percent", _("ghi tỷ lệ (percent) hoặc số tiền (amount_vnd), đúng một trong hai.")
    if percent is not None and not _is_whole(percent, MAX_PERCENT):
        yield "percent", _("phải là số nguyên từ 1 đến 100.")
    if amount is not None and not _is_whole(amount, MAX_AMOUNT_VND):
        yield "amount_vnd", _("phải là số nguyên dương, tính bằng đồng.")


def _dates(data: Data) -> Iterator[Mistake]:
    first, last = _day(data.get("valid_from")), _day(data.get("valid_to"))
    if first is None:
        yield "valid_from", _("phải là ngày dạng 2022-01-01.")
    if data.get("valid_to") is not None and last is None:
        yield "valid_to", _("phải là ngày dạng 2022-12-31, hoặc null khi chưa định ngày hết hạn.")
    if first and last and last < first:
        yield "valid_to", _("ngày hết hạn không được trước ngày bắt đầu.")


def _choices(data: Data) -> Iterator[Mistake]:
    if data.get("channel", Reduction.Channel.ANY) not in Reduction.Channel.values:
        yield "channel", _one_of(Reduction.Channel.values)
    if data.get("fees_set_by", "") not in ("", *SetBy.values):
        yield "fees_set_by", _one_of(SetBy.values)


def _lists(data: Data) -> Iterator[Mistake]:
    yield from _list(data, "levels", LEVELS)
    yield from _list(data, "applicant_classes", ApplicantClass.values)
    yield from _list(data, "procedure_codes", None)


def _condition(data: Data) -> Iterator[Mistake]:
    if data.get("condition"):
        try:
            parse_condition(data["condition"], "condition")
        except DefinitionError as error:
            yield error.path, f"{error.text}."


_CHECKS: tuple[Callable[[Data], Iterator[Mistake]], ...] = (
    _known_columns,
    _texts,
    _how_much,
    _dates,
    _choices,
    _lists,
    _condition,
)


def _list(data: Data, column: str, allowed: Any) -> Iterator[Mistake]:
    found = data.get(column, [])
    if not isinstance(found, list):
        yield column, _("phải là một danh sách.")
        return
    for each in found:
        if allowed is None and not isinstance(each, str):
            yield column, _("phải là danh sách mã thủ tục.")
        if allowed is not None and each not in allowed:
            words = {"found": each, "allowed": ", ".join(str(value) for value in allowed)}
            yield column, _("không có “%(found)s”; chỉ dùng: %(allowed)s.") % words


def _one_of(values: list[str]) -> str:
    return _("phải là một trong: %(allowed)s.") % {"allowed": ", ".join(values)}


def _is_whole(value: Any, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
