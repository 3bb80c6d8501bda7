"""What is typed when a result leaves the counter. The actions say what is wrong with it."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from counter.models import HandOver
from counter.returns.receiver import Typed
from counter.returns.signature import MAX_LENGTH

# Shown only then (static/js/show-if.js).
WHEN_AUTHORISED = json.dumps(
    {"field": "receiver", "op": "eq", "value": HandOver.Receiver.AUTHORISED.value}
)
ON_SCREEN, ON_PAPER = "on_screen", "on_paper"
_NO_FILLING = {"autocomplete": "off"}


class FindForm(forms.Form):
    """One field for everything that names a result. Sent by POST: it may hold a person's number."""

    q = forms.CharField(
        label=_("Mã hồ sơ, số định danh, số thứ tự hoặc mã QR"),
        help_text=_("Quét mã QR trên thẻ căn cước hoặc trên phiếu hẹn vào ô này cũng được."),
        max_length=400,
        required=False,
        widget=forms.TextInput(attrs=_NO_FILLING | {"type": "search"}),
    )


class HandOverForm(forms.Form):
    """Who takes it, how that was checked, how it is signed for."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    receiver = forms.ChoiceField(
        label=_("Người nhận"),
        choices=HandOver.Receiver.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("Họ và tên người được ủy quyền"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs=_NO_FILLING),
    )
    authorisation_seen = forms.BooleanField(
        label=_("Đã xem văn bản ủy quyền và lưu bản sao vào hồ sơ"), required=False
    )
    checked_by = forms.ChoiceField(
        label=_("Giấy tờ người nhận xuất trình"),
        choices=HandOver.Check.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    number = forms.CharField(
        label=_("Số trên giấy tờ"),
        help_text=_("Nhập số, hoặc quét mã QR trên thẻ. Số định danh được đối chiếu với hồ sơ."),
        max_length=400,
        required=False,
        widget=forms.TextInput(attrs=_NO_FILLING),
    )
    identity_seen = forms.BooleanField(
        label=_("Đã đối chiếu ảnh và họ tên trên giấy tờ với người đến nhận"), required=False
    )
    signing = forms.ChoiceField(
        label=_("Ký nhận"),
        choices=[(ON_SCREEN, _("Ký trên màn hình")), (ON_PAPER, _("Ký trên danh sách giấy"))],
        required=False,
        widget=forms.RadioSelect,
    )
    signature = forms.CharField(
        label=_("Chữ ký của người nhận"),
        max_length=MAX_LENGTH,
        required=False,
        widget=forms.HiddenInput,
    )

    def as_typed(self) -> Typed:
        """What the action checks."""
        given = self.cleaned_data
        return Typed(
            receiver=given["receiver"],
            name=given["name"],
            number=given["number"],
            checked_by=given["checked_by"],
            identity_seen=given["identity_seen"],
            authorisation_seen=given["authorisation_seen"],
        )


def initial_hand_over(version: int) -> dict[str, Any]:
    """The usual case: the owner, with the card, signing on the screen."""
    return {
        "version": version,
        "receiver": HandOver.Receiver.OWNER,
        "checked_by": HandOver.Check.CARD,
        "signing": ON_SCREEN,
    }
