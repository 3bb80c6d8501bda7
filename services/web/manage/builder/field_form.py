"""The sheet on which a field is filled in: controls of its type only."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.applicant_class import ApplicantClass
from services.building.forms import Place
from services.building.patterns import OWN, PRESETS
from services.building.types import TypeWords
from services.eforms.formula import ARITHMETIC, OPS
from services.eforms.sources import FITTING
from services.web.manage.editor.fields import LineField, LinesField, NumberField, OneField
from services.web.manage.editor.sheet import Unchecked

OPERANDS = ("of_1", "of_2", "of_3", "of_4", "of_5")
_SOURCE_WORDS = {
    "profile.full_name": gettext_lazy("Họ tên trong tài khoản"),
    "profile.identity_number": gettext_lazy("Số định danh trong tài khoản"),
    "profile.birth_date": gettext_lazy("Ngày sinh trong tài khoản"),
    "profile.sex": gettext_lazy("Giới tính trong tài khoản"),
    "profile.phone": gettext_lazy("Số điện thoại trong tài khoản"),
    "profile.email": gettext_lazy("Thư điện tử trong tài khoản"),
    "profile.address": gettext_lazy("Nơi thường trú trong tài khoản"),
}
_OPERATIONS = {
    "sum": gettext_lazy("Cộng"),
    "difference": gettext_lazy("Trừ: trường thứ nhất trừ các trường sau"),
    "product": gettext_lazy("Nhân"),
    "count": gettext_lazy("Đếm số mục của nhóm, bảng, danh sách hay tệp"),
    "sum_rows": gettext_lazy("Cộng một cột của nhóm hay bảng"),
    "age": gettext_lazy("Số năm tròn từ một ngày đến hôm nay, hoặc đến ngày thứ hai"),
}
# Which controls stand for which attribute of a type.
CONTROLS: dict[str, tuple[str, ...]] = {
    "choices": ("more_choices",),
    "unit": ("unit",),
    "min": ("min",),
    "max": ("max",),
    "max_length": ("max_length",),
    "pattern": ("pattern_preset", "pattern", "pattern_message", "pattern_sample"),
    "prefill": ("prefill",),
    "same_sex_as": ("same_sex_as",),
    "same_birth_as": ("same_birth_as",),
    "by_age": ("by_age",),
    "applicant_class": ("applicant_class",),
    "formula": ("operation", *OPERANDS, "constant"),
    "max_files": ("max_files",),
    "max_megabytes": ("max_megabytes",),
    "row_labels": ("row_labels",),
    "item_label": ("item_label",),
    "min_items": ("min_items",),
    "max_items": ("max_items",),
}
_ARITHMETIC = json.dumps({"field": "operation", "op": "in", "value": list(ARITHMETIC)})
_SEVERAL = json.dumps({"field": "operation", "op": "in", "value": [*ARITHMETIC, "age"]})
_WITH_PATTERN = json.dumps({"field": "pattern_preset", "op": "filled"})
# Scripts hide what does not matter yet (js/show-if.js); without them everything is there.
_SHOWN_IF = {
    "pattern": json.dumps({"field": "pattern_preset", "op": "eq", "value": OWN}),
    "pattern_message": _WITH_PATTERN,
    "pattern_sample": _WITH_PATTERN,
    "of_2": _SEVERAL,
    "of_3": _ARITHMETIC,
    "of_4": _ARITHMETIC,
    "of_5": _ARITHMETIC,
    "constant": _ARITHMETIC,
    "item_label": json.dumps({"field": "row_labels", "op": "empty"}),
    "min_items": json.dumps({"field": "row_labels", "op": "empty"}),
    "max_items": json.dumps({"field": "row_labels", "op": "empty"}),
}
_PLACED_BY_HAND = ("label", "required", "more_choices", "key")


class FieldForm(Unchecked):
    """One field, without its choices."""

    label = LinesField(
        label=gettext_lazy("Câu hỏi"), rows=2, help_text=gettext_lazy("Như người dân đọc thấy.")
    )
    required = forms.BooleanField(label=gettext_lazy("Bắt buộc trả lời"), required=False)
    hint = LinesField(
        label=gettext_lazy("Gợi ý"),
        rows=2,
        optional=True,
        help_text=gettext_lazy("Hiện trên ô nhập. Nên cho ví dụ hơn là nêu quy định."),
    )
    item_label = LineField(
        label=gettext_lazy("Mỗi mục gọi là"),
        help_text=gettext_lazy("Ví dụ: Người con. Nút thêm sẽ ghi “Thêm người con”."),
        max_length=100,
    )
    row_labels = LinesField(
        label=gettext_lazy("Tên các dòng có sẵn"),
        optional=True,
        rows=4,
        help_text=gettext_lazy(
            "Mỗi dòng một tên. Để trống thì người khai tự thêm dòng, và bạn ghi mỗi dòng gọi là gì."
        ),
    )
    min_items = NumberField(label=gettext_lazy("Ít nhất bao nhiêu mục"))
    max_items = NumberField(
        label=gettext_lazy("Nhiều nhất bao nhiêu mục"), help_text=gettext_lazy("Không quá 30.")
    )
    more_choices = LinesField(
        label=gettext_lazy("Thêm nhanh nhiều lựa chọn"),
        optional=True,
        rows=3,
        help_text=gettext_lazy(
            "Dán hoặc gõ mỗi dòng một lựa chọn; chúng đứng sau các lựa chọn trên."
        ),
    )
    operation = OneField(label=gettext_lazy("Phép tính"))
    of_1 = OneField(label=gettext_lazy("Trường thứ nhất"))
    of_2 = OneField(label=gettext_lazy("Trường thứ hai"), optional=True)
    of_3 = OneField(label=gettext_lazy("Trường thứ ba"), optional=True)
    of_4 = OneField(label=gettext_lazy("Trường thứ tư"), optional=True)
    of_5 = OneField(label=gettext_lazy("Trường thứ năm"), optional=True)
    constant = NumberField(
        label=gettext_lazy("Và con số"),
        help_text=gettext_lazy("Khi cộng, trừ, nhân với một số không đổi, ví dụ 8000."),
    )
    unit = LineField(
        label=gettext_lazy("Đơn vị"),
        optional=True,
        max_length=40,
        help_text=gettext_lazy("Ghi sau con số, ví dụ bản, trang. Số tiền ghi đ."),
    )
    min = LineField(label=gettext_lazy("Nhỏ nhất"), optional=True)
    max = LineField(label=gettext_lazy("Lớn nhất"), optional=True)
    max_length = NumberField(
        label=gettext_lazy("Dài nhất bao nhiêu ký tự"),
        help_text=gettext_lazy("Để trống: 300 với một dòng, 4.000 với nhiều dòng."),
    )
    pattern_preset = OneField(label=gettext_lazy("Kiểm tra theo mẫu"), optional=True)
    pattern = LineField(
        label=gettext_lazy("Biểu thức riêng"),
        optional=True,
        max_length=500,
        help_text=gettext_lazy(
            "Chỉ khi chọn “Biểu thức riêng” ở trên. Cả câu trả lời phải khớp, ví dụ [0-9]{4}."
        ),
    )
    pattern_message = LineField(
        label=gettext_lazy("Câu báo khi không khớp"),
        optional=True,
        max_length=300,
        help_text=gettext_lazy("Nói cách sửa, ví dụ: Nhập bốn chữ số."),
    )
    pattern_sample = LineField(
        label=gettext_lazy("Thử một câu trả lời"), optional=True, max_length=300
    )
    prefill = OneField(label=gettext_lazy("Điền sẵn từ"), optional=True)
    same_sex_as = OneField(label=gettext_lazy("So với giới tính ở"), optional=True)
    same_birth_as = OneField(label=gettext_lazy("So với ngày sinh ở"), optional=True)
    by_age = forms.BooleanField(
        label=gettext_lazy("Xét diện trẻ em, người cao tuổi để giảm phí theo ngày này"),
        required=False,
    )
    applicant_class = OneField(
        label=gettext_lazy("Trả lời Có nghĩa là thuộc diện"),
        optional=True,
        help_text=gettext_lazy("Để giảm phí cho diện đó."),
    )
    max_files = NumberField(label=gettext_lazy("Nhiều nhất bao nhiêu tệp"))
    max_megabytes = NumberField(label=gettext_lazy("Mỗi tệp nặng nhất bao nhiêu MB"))
    key = LineField(
        label=gettext_lazy("Khóa"),
        optional=True,
        max_length=60,
        help_text=gettext_lazy(
            "Tên để máy lưu câu trả lời: chữ thường không dấu, chữ số, gạch dưới. Để trống thì đặt"
            " theo câu hỏi."
        ),
    )

    def __init__(self, *args: Any, words: TypeWords, around: "Around", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = {name for each in words.attributes for name in CONTROLS.get(each, ())}
        for name in [name for names in CONTROLS.values() for name in names]:
            if name not in wanted:
                self.fields.pop(name, None)
        if words.name == "computed":
            del self.fields["required"]
        self._offer(words, around)
        self._say_bounds(words)

    @property
    def controls(self) -> list[tuple[forms.BoundField, str]]:
        """The controls of the type, each with the condition under which it matters."""
        return [
            (control, _SHOWN_IF.get(control.name, ""))
            for control in self
            if control.name not in _PLACED_BY_HAND
        ]

    def _offer(self, words: TypeWords, around: "Around") -> None:
        none = ("", _("Không"))
        self._choices("prefill", [none, *_sources(words.name)])
        self._choices("same_sex_as", [none, *around.of_types("one_of")])
        self._choices("same_birth_as", [none, *around.of_types("date")])
        self._choices("applicant_class", [none, *ApplicantClass.choices])
        presets = [(each.name, f"{each.title} ({each.example})") for each in PRESETS]
        own = (OWN, _("Biểu thức riêng"))
        self._choices("pattern_preset", [none, *presets, own])
        self._choices(
            "operation", [("", _("Chọn phép tính")), *((op, _OPERATIONS[op]) for op in OPS)]
        )
        for name in OPERANDS:
            self._choices(name, [("", _("Chọn trường")), *around.operands()])
        if around.inside:
            self.fields.pop("prefill", None)
            self.fields.pop("by_age", None)
            self.fields.pop("applicant_class", None)

    def _choices(self, name: str, choices: list[Any]) -> None:
        if name in self.fields:
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _say_bounds(self, words: TypeWords) -> None:
        if words.name == "date" and "min" in self.fields:
            self.fields["min"].label = _("Không trước ngày")
            self.fields["max"].label = _("Không sau ngày")
            for name in ("min", "max"):
                self.fields[name].help_text = _("Ngày dạng 22/03/2022, hoặc gõ: hôm nay.")


class ChoiceForm(Unchecked):
    """One answer to choose. The value stays when the label is mended."""

    label = LineField(label=gettext_lazy("Lựa chọn"), max_length=300)
    applicant_class = OneField(label=gettext_lazy("Chọn thì thuộc diện"), optional=True)
    value = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Không xét diện")), *ApplicantClass.choices]
        self.fields["applicant_class"].choices = choices  # type: ignore[attr-defined]


class Around:
    """The fields that a field may look at, as choices. `inside`: the key of the group it is in."""

    def __init__(self, before: list[Place], inside: str = "") -> None:
        self.inside = inside
        self._before = before

    def of_types(self, *types: str) -> list[tuple[str, str]]:
        """Pairs of key and label."""
        return [
            (place.key, place.field["label"])
            for place in self._before
            if place.field["type"] in types
        ]

    def operands(self) -> list[tuple[str, Any]]:
        """What formulas can be made of, in groups of a select."""
        lists = self.of_types("group", "table", "several_of", "file")
        columns = [
            (f"{place.key}.{inner['key']}", f"{place.field['label']}: {inner['label']}")
            for place in self._before
            for inner in place.field.get("fields") or []
            if inner["type"] in ("whole_number", "money", "computed")
        ]
        groups = [
            (_("Số, số tiền"), self.of_types("whole_number", "money", "computed")),
            (_("Ngày"), self.of_types("date")),
            (_("Để đếm"), lists),
            (_("Cột của nhóm, bảng"), columns),
        ]
        return [(title, members) for title, members in groups if members]


def _sources(kind: str) -> list[tuple[str, Any]]:
    return [(name, _SOURCE_WORDS[name]) for name, types in FITTING.items() if kind in types]
