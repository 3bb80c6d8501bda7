"""What admins type in the lifecycle. The actions say what is missing; forms carry the text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import DayField
from services.models import Procedure


def _day(label: Any, help_text: Any) -> DayField:
    return DayField(
        label=label,
        help_text=help_text,
        required=False,
        error_messages={"invalid": _("Nhập ngày dạng 22/03/2022.")},
    )


class SubmitForm(forms.Form):
    """The day asked for."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    applies_from = _day(
        _("Đề nghị áp dụng từ ngày"), _("Ví dụ 01/07/2022. Để trống: áp dụng ngay khi được duyệt.")
    )


class ApproveForm(forms.Form):
    """The day decided on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    applies_from = _day(
        _("Áp dụng từ ngày"),
        _("Hôm nay: công bố ngay. Một ngày sau: phiên bản chờ đến 00:00 ngày đó."),
    )


class VersionForm(forms.Form):
    """What the person has read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Lý do"),
        help_text=_("Mọi quản trị tỉnh đọc được; ghi vào lịch sử của thủ tục."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WithdrawForm(forms.Form):
    """From when, why, and what takes its place."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Lý do, số quyết định"),
        help_text=_("Ví dụ: Quyết định số 100/QĐ-UBND ngày 22/03/2022 của UBND tỉnh."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    effective_from = _day(_("Bãi bỏ từ ngày"), _("Ví dụ 01/07/2022. Để trống: bãi bỏ ngay."))
    successor = forms.CharField(
        label=_("Mã thủ tục thay thế"),
        help_text=_("Người dân được dẫn đến thủ tục này. Ví dụ 2.000488."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": "40"}),
    )

    def clean_successor(self) -> Procedure | None:
        """The procedure of this code."""
        code = self.cleaned_data["successor"].strip()
        if not code:
            return None
        found = Procedure.objects.filter(code=code).first()
        if found is None:
            raise forms.ValidationError(
                _("Không có thủ tục nào mang mã %(code)s. Hãy kiểm tra lại mã."),
                params={"code": code},
            )
        return found
