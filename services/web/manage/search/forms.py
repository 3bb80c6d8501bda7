"""Forms of synonyms and life events. What is right is decided by the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.actions.search.save_life_event import ICONS

ICON_WORDS = {
    "baby": _("Em bé"), "heart": _("Trái tim"), "home": _("Ngôi nhà"), "briefcase": _("Cặp"),
    "user": _("Người"), "card": _("Thẻ"), "document": _("Văn bản"), "file": _("Tờ giấy"),
    "pin": _("Địa điểm"), "building": _("Tòa nhà"), "money": _("Tiền"), "info": _("Thông tin"),
    "clock": _("Đồng hồ"),
}  # fmt: skip


def lines(text: str) -> list[str]:
    """The lines that say something."""
    return [line for line in (" ".join(each.split()) for each in text.splitlines()) if line]


class SynonymForm(forms.Form):
    """What is said, and what it means."""

    said = forms.CharField(
        label=_("Người dân nói"),
        help_text=_("Ví dụ: sổ đỏ, gplx. Có dấu hay không dấu đều khớp."),
        required=False,
    )
    meanings = forms.CharField(
        label=_("Danh mục gọi là"),
        help_text=_("Mỗi dòng một cách gọi, cách hay đúng nhất trước."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def meaning_lines(self) -> list[str]:
        """What was typed, line by line."""
        return lines(self.cleaned_data.get("meanings", ""))


class LifeEventForm(forms.Form):
    """A life event without its procedures."""

    title = forms.CharField(label=_("Tên sự kiện"), help_text=_("Ví dụ: Sinh con"), required=False)
    text = forms.CharField(
        label=_("Câu giới thiệu"), help_text=_("Hiện dưới tên ở trang chủ."), required=False
    )
    icon = forms.ChoiceField(
        label=_("Hình"), choices=[(icon, ICON_WORDS[icon]) for icon in ICONS], required=False
    )
    sayings = forms.CharField(
        label=_("Cách nói khác"),
        help_text=_("Mỗi dòng một cách. Ai gõ những từ này sẽ thấy các thủ tục của sự kiện."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    shown = forms.BooleanField(label=_("Hiện cho người dân"), required=False)


class EventProcedureForm(forms.Form):
    """One more procedure of a life event."""

    code = forms.CharField(label=_("Mã thủ tục"), help_text=_("Ví dụ: 1.001193"), required=False)
    why = forms.CharField(
        label=_("Vì sao cần"), help_text=_("Một câu cho người dân; để trống cũng được."),
        required=False,
    )  # fmt: skip


def with_errors(form: forms.Form, errors: Any) -> forms.Form:
    """The form with the messages of a refused action beside its fields."""
    for name, text in errors.items():
        form.add_error(name if name in form.fields else None, text)
    return form
