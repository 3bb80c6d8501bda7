"""What staff type about refunds. The actions say what is missing; forms only carry the text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.shared.web.vnd_field import VndField


class RefundRequestForm(forms.Form):
    """How much, and why."""

    amount_vnd = VndField(
        label=_("Số tiền hoàn trả"),
        help_text=_("Toàn bộ số còn lại, hoặc một phần khi chỉ thu thừa một phần."),
    )
    reason = forms.CharField(
        label=_("Lý do"),
        help_text=_("Người nộp và lãnh đạo đọc được. Nêu rõ căn cứ."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TransferForm(forms.Form):
    """The bank's reference, once the money has been transferred."""

    transfer_reference = forms.CharField(
        label=_("Số tham chiếu chuyển khoản"),
        help_text=_("Ghi trên ủy nhiệm chi hoặc báo nợ của ngân hàng, ví dụ FT22081123456."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": "100"}),
    )


class RejectForm(forms.Form):
    """Why not."""

    reason = forms.CharField(
        label=_("Lý do không duyệt"),
        help_text=_("Người nộp và cán bộ một cửa đọc được."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
