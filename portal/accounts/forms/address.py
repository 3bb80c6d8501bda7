"""Where a person lives."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import OUTSIDE, CommuneField


class AddressForm(forms.Form):
    """Commune and the line before it. An address outside the province needs that line."""

    commune = CommuneField(
        error_messages={
            "required": _("Chọn xã, phường hoặc thị trấn nơi bạn ở."),
            "invalid_choice": _("Chọn một xã, phường hoặc thị trấn trong danh sách."),
        },
    )
    address_line = forms.CharField(
        label=_("Số nhà, đường, thôn, tổ"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        error_messages={"max_length": _("Địa chỉ dài quá 200 ký tự. Hãy viết ngắn lại.")},
    )

    def clean(self) -> dict[str, Any]:
        """Outside the province the line is the whole address."""
        super().clean()
        data = self.cleaned_data
        is_outside = "commune" in data and self.data.get(self.add_prefix("commune")) == OUTSIDE
        if is_outside and not data.get("address_line"):
            self.add_error(
                "address_line", _("Nơi ở ngoài tỉnh: ghi đủ thôn, xã, huyện, tỉnh vào ô này.")
            )
        return data
