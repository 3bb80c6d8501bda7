"""One field of the e-form that is still there: what of it has changed."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.applicant_class import ApplicantClass
from services.difference.attributes import Attribute, Thing
from services.difference.change import Change
from services.difference.conditions import condition_in_words, formula_in_words
from services.difference.labels import Labels
from services.difference.things import Noun, list_changes, things
from services.difference.values import day, listed, one_of, plain, quoted

TYPE_NAMES: dict[str, str | Promise] = {
    "text": gettext_lazy("chữ ngắn"),
    "long_text": gettext_lazy("đoạn chữ dài"),
    "whole_number": gettext_lazy("số nguyên"),
    "money": gettext_lazy("số tiền"),
    "date": gettext_lazy("ngày"),
    "yes_no": gettext_lazy("có hoặc không"),
    "one_of": gettext_lazy("chọn một"),
    "several_of": gettext_lazy("chọn nhiều"),
    "personal_number": gettext_lazy("số định danh cá nhân"),
    "tax_code": gettext_lazy("mã số thuế"),
    "phone": gettext_lazy("số điện thoại"),
    "email": gettext_lazy("thư điện tử"),
    "address": gettext_lazy("địa chỉ"),
    "computed": gettext_lazy("số tự tính"),
    "file": gettext_lazy("tệp"),
    "group": gettext_lazy("nhóm lặp lại"),
    "table": gettext_lazy("bảng"),
}
SOURCE_NAMES: dict[str, str | Promise] = {
    "profile.full_name": gettext_lazy("họ và tên trong tài khoản"),
    "profile.identity_number": gettext_lazy("số định danh trong tài khoản"),
    "profile.birth_date": gettext_lazy("ngày sinh trong tài khoản"),
    "profile.sex": gettext_lazy("giới tính trong tài khoản"),
    "profile.phone": gettext_lazy("số điện thoại trong tài khoản"),
    "profile.email": gettext_lazy("thư điện tử trong tài khoản"),
    "profile.address": gettext_lazy("nơi thường trú trong tài khoản"),
}
_CLASSES: dict[str, str | Promise] = {
    **{str(value): label for value, label in ApplicantClass.choices},
    "by_age": gettext_lazy("theo tuổi"),
}
_APART = frozenset({"choices", "fields"})


def field_noun(labels: Labels, *, of: str = "") -> Noun:
    """Fields, `of` a group where they stand in one."""
    return Noun("form", gettext_lazy("trường"), _attributes(labels), "label", "key", _APART, of)


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
        super().__init__(
            "form", gettext_lazy("trường"), _attributes(labels), "label", "key", _APART, of
        )
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
        word=gettext_lazy("lựa chọn"),
        name="label",
        key="value",
        attributes={
            "applicant_class": Attribute(gettext_lazy("đối tượng miễn giảm"), one_of(_CLASSES))
        },
        of=of,
    )


def _limit(value: Any) -> str:
    if value == "today":
        return _("hôm nay")
    return day(value) if isinstance(value, str) else plain(value)


def _attributes(labels: Labels) -> Mapping[str, Attribute]:
    required = {True: gettext_lazy("nay bắt buộc"), False: gettext_lazy("nay không bắt buộc")}
    field = labels.field
    return {
        "type": Attribute(gettext_lazy("loại"), one_of(TYPE_NAMES)),
        "required": Attribute(
            gettext_lazy("bắt buộc"),
            plain,
            False,
            flag=True,
            now=lambda value: required[bool(value)],
        ),
        "show_if": Attribute(
            gettext_lazy("điều kiện hiện"), lambda value: condition_in_words(value, labels), None
        ),
        "hint": Attribute(gettext_lazy("gợi ý"), quoted),
        "unit": Attribute(gettext_lazy("đơn vị"), quoted),
        "min": Attribute(gettext_lazy("nhỏ nhất"), _limit, None),
        "max": Attribute(gettext_lazy("lớn nhất"), _limit, None),
        "max_length": Attribute(gettext_lazy("số ký tự nhiều nhất"), plain, None),
        "pattern": Attribute(gettext_lazy("mẫu câu trả lời"), quoted),
        "pattern_message": Attribute(gettext_lazy("lời báo khi sai mẫu"), quoted),
        "prefill": Attribute(gettext_lazy("điền sẵn từ"), one_of(SOURCE_NAMES)),
        "same_sex_as": Attribute(
            gettext_lazy("đối chiếu giới tính với"), lambda key: field(key) if key else ""
        ),
        "same_birth_as": Attribute(
            gettext_lazy("đối chiếu ngày sinh với"), lambda key: field(key) if key else ""
        ),
        "formula": Attribute(
            gettext_lazy("cách tính"),
            lambda value: formula_in_words(value, labels) if value else "",
            None,
        ),
        "applicant_class": Attribute(gettext_lazy("đối tượng miễn giảm"), one_of(_CLASSES)),
        "min_items": Attribute(gettext_lazy("số dòng ít nhất"), plain, 0),
        "max_items": Attribute(gettext_lazy("số dòng nhiều nhất"), plain, 30),
        "item_label": Attribute(gettext_lazy("tên một dòng"), quoted),
        "row_labels": Attribute(gettext_lazy("tên các dòng"), listed({}), ()),
        "max_files": Attribute(gettext_lazy("số tệp nhiều nhất"), plain, 1),
        "max_megabytes": Attribute(gettext_lazy("dung lượng tối đa (MB)"), plain, 20),
    }
