"""An amount of đồng, typed as people type it."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_UNIT = re.compile(r"\s*(?:đồng|đ|vnđ|vnd|₫)\.?$", re.IGNORECASE)
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,  ])[0-9]{3})(?:\1[0-9]{3})*")
MOST_VND = 100_000_000_000


class VndField(forms.CharField):
    """Whole đồng: `1.200.000`, `1200000`, `1 200 000 đ`, from 0 to MOST_VND."""

    default_error_messages = {
        "required": _("Nhập số tiền; không có thì nhập 0."),
        "no_amount": _("Nhập số tiền bằng chữ số, ví dụ 1.200.000."),
        "too_much": _("Số tiền quá lớn. Kiểm tra lại số chữ số."),
    }

    def __init__(self, **kwargs: Any) -> None:
        typing = {"inputmode": "numeric", "autocomplete": "off", "class": "input"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=typing), **kwargs)

    def clean(self, value: Any) -> int | None:
        """The amount; None when nothing is typed and nothing has to be."""
        text = _UNIT.sub("", str(super().clean(value))).strip()
        if not text:
            return None
        if _GROUPED.fullmatch(text):
            text = re.sub(r"[^0-9]", "", text)
        if not (text.isascii() and text.isdigit()):
            raise forms.ValidationError(self.error_messages["no_amount"], code="no_amount")
        amount = int(text)
        if amount > MOST_VND:
            raise forms.ValidationError(self.error_messages["too_much"], code="too_much")
        return amount
