"""Comparisons as they are offered: by the type of the field, in words."""

from django.utils.translation import gettext as _

_WHOLE = ("group", "table", "file", "address")
_NUMBERS = ("whole_number", "money", "computed")
WITHOUT_VALUE = ("filled", "empty")


def operators_of(kind: str) -> list[tuple[str, str]]:
    """Pairs of operator and words for a field of this type."""
    if kind in _WHOLE:
        return [("filled", _("đã có")), ("empty", _("chưa có"))]
    answered = [("filled", _("đã trả lời")), ("empty", _("chưa trả lời"))]
    if kind == "several_of":
        return [
            ("eq", _("có chọn")),
            ("ne", _("không chọn")),
            ("in", _("có chọn một trong")),
            *answered,
        ]
    if kind == "one_of":
        return [("eq", _("là")), ("ne", _("không là")), ("in", _("là một trong")), *answered]
    if kind in _NUMBERS:
        return [
            ("eq", _("bằng")),
            ("ne", _("khác")),
            ("gt", _("lớn hơn")),
            ("lt", _("nhỏ hơn")),
            *answered,
        ]
    if kind == "date":
        return [
            ("eq", _("là ngày")),
            ("ne", _("không là ngày")),
            ("gt", _("sau ngày")),
            ("lt", _("trước ngày")),
            *answered,
        ]
    return [("eq", _("là")), ("ne", _("không là")), *answered]


def operator_words(kind: str, operator: str) -> str:
    """The words of one operator, also of one that is not offered for the type."""
    known = dict(operators_of(kind))
    others = {"in": _("là một trong"), "eq": _("là"), "ne": _("không là")}
    return known.get(operator) or others.get(operator, operator)
