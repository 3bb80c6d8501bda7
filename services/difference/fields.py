"""One field of the e-form that is still there: what of it has changed."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from services.applicant_class import ApplicantClass
from services.difference.attributes import Attribute, Thing
from services.difference.change import Change
from services.difference.conditions import condition_in_words, formula_in_words
from services.difference.labels import Labels
from services.difference.things import Noun, list_changes, things
from services.difference.values import day, listed, one_of, plain, quoted

TYPE_NAMES: dict[str, str | Promise] = {
    "text": later("chữ ngắn"),
    "long_text": later("đoạn chữ dài"),
    "whole_number": later("số nguyên"),
    "money": later("số tiền"),
    "date": later("ngày"),
    "yes_no": later("có hoặc không"),
    "one_of": later("chọn một"),
    "several_of": later("chọn nhiều"),
    "personal_number": later("số định danh cá nhân"),
    "tax_code": later("mã số thuế"),
    "phone": later("số điện thoại"),
    "email": later("thư điện tử"),
    "address": later("địa chỉ"),
    "computed": later("số tự tính"),
    "file": later("tệp"),
    "group": later("nhóm lặp lại"),
    "table": later("bảng"),
}
SOURCE_NAMES: dict[str, str | Promise] = {
    "profile.full_name": later("họ và tên trong tài khoản"),
    "profile.identity_number": later("số định danh trong tài khoản"),
    "profile.birth_date": later("ngày sinh trong tài khoản"),
    "profile.sex": later("giới tính trong tài khoản"),
    "profile.phone": later("số điện thoại trong tài khoản"),
    "profile.email": later("thư điện tử trong tài khoản"),
    "profile.address": later("nơi thường trú trong tài khoản"),
}
_CLASSES: dict[str, str | Promise] = {
    **{str(value): label for value, label in ApplicantClass.choices},
    "by_age": later("theo tuổi"),
}
_APART = frozenset({"choices", "fields"})


def field_noun(labels: Labels, *, of: str = "") -> Noun:
    """Fields, `of` a group where they stand in one."""
    return Noun("form", later("trường"), _attributes(labels), "label", "key", _APART, of)


def field_changes(old: Thing, new: Thing, labels: Labels, *, of: str = "") -> list[Change]:
    """Its attributes, its choices, and the fields of its rows."""
    noun = field_noun(labels, of=of)
    within = _(" của %(field)s") % {"field": noun.called(new)}
    choices = things(old.get("choices")), things(new.get("choices"))
    return [
        *noun.kept(old, new),
        *_told_at(noun.place(new), list_changes(_choice_noun(within), *choices)),
        *_inner(old, new, labels, within),
    ]


def _inner(old: Thing, new: Thing, labels: Labels, within: str) -> list[Change]:
    noun = _FieldsOfRows(labels, within)
    return list_changes(noun, things(old.get("fields")), things(new.get("fields")))


class _FieldsOfRows(Noun):
    """Fields of a group or table."""

    def __init__(self, labels: Labels, of: str) -> None:
        super().__init__("form", later("trường"), _attributes(labels), "label", "key", _APART, of)
        object.__setattr__(self, "_labels", labels)

    def kept(self, old: Thing, new: Thing) -> list[Change]:
        """With its choices."""
        return field_changes(old, new, self._labels, of=self.of)  # type: ignore[attr-defined]


def _told_at(place: str, told: list[Change]) -> list[Change]:
    """Changes of choices are found at their field."""
    return [
        Change(each.part, each.kind, place, each.text, each.before, each.after) for each in told
    ]


def _choice_noun(of: str) -> Noun:
    return Noun(
        part="form",
        word=later("lựa chọn"),
        name="label",
        key="value",
        attributes={"applicant_class": Attribute(later("đối tượng miễn giảm"), one_of(_CLASSES))},
        of=of,
    )


def _limit(value: Any) -> str:
    if value == "today":
        return _("hôm nay")
    return day(value) if isinstance(value, str) else plain(value)


def _attributes(labels: Labels) -> Mapping[str, Attribute]:
    required = {True: later("nay bắt buộc"), False: later("nay không bắt buộc")}
    field = labels.field
    return {
        "type": Attribute(later("loại"), one_of(TYPE_NAMES)),
        "required": Attribute(
            later("bắt buộc"), plain, False, flag=True, now=lambda value: required[bool(value)]
        ),
        "show_if": Attribute(
            later("điều kiện hiện"), lambda value: condition_in_words(value, labels), None
        ),
        "hint": Attribute(later("gợi ý"), quoted),
        "unit": Attribute(later("đơn vị"), quoted),
        "min": Attribute(later("nhỏ nhất"), _limit, None),
        "max": Attribute(later("lớn nhất"), _limit, None),
        "max_length": Attribute(later("số ký tự nhiều nhất"), plain, None),
        "pattern": Attribute(later("mẫu câu trả lời"), quoted),
        "pattern_message": Attribute(later("lời báo khi sai mẫu"), quoted),
        "prefill": Attribute(later("điền sẵn từ"), one_of(SOURCE_NAMES)),
        "same_sex_as": Attribute(
            later("đối chiếu giới tính với"), lambda key: field(key) if key else ""
        ),
        "same_birth_as": Attribute(
            later("đối chiếu ngày sinh với"), lambda key: field(key) if key else ""
        ),
        "formula": Attribute(
            later("cách tính"), lambda value: formula_in_words(value, labels) if value else "", None
        ),
        "applicant_class": Attribute(later("đối tượng miễn giảm"), one_of(_CLASSES)),
        "min_items": Attribute(later("số dòng ít nhất"), plain, 0),
        "max_items": Attribute(later("số dòng nhiều nhất"), plain, 30),
        "item_label": Attribute(later("tên một dòng"), quoted),
        "row_labels": Attribute(later("tên các dòng"), listed({}), ()),
        "max_files": Attribute(later("số tệp nhiều nhất"), plain, 1),
        "max_megabytes": Attribute(later("dung lượng tối đa (MB)"), plain, 20),
    }
