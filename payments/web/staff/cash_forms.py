"""What is typed about a till."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.shared.web.vnd_field import VndField


class OpenForm(forms.Form):
    """The morning: how much change lies in the till."""

    float_vnd = VndField(
        label=_("Tiền đầu ngày"),
        help_text=_("Tiền lẻ có sẵn trong quỹ trước khi thu, ví dụ 500.000. Không có thì nhập 0."),
    )


class CloseForm(forms.Form):
    """The evening: what was counted."""

    counted_vnd = VndField(
        label=_("Tiền kiểm đếm được"),
        help_text=_("Đếm toàn bộ tiền trong quỹ, kể cả tiền đầu ngày."),
    )
    difference_reason = forms.CharField(
        label=_("Lý do chênh lệch"),
        help_text=_("Chỉ ghi khi tiền kiểm đếm khác tiền theo sổ."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReverseForm(forms.Form):
    """Why a receipt was a mistake."""

    reason = forms.CharField(
        label=_("Lý do ghi đảo"),
        help_text=_("Ví dụ: thu nhầm hồ sơ, đã ghi thu hai lần. Lý do được in trong sổ quỹ."),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
