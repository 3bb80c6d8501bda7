"""What is typed about staff."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import STAFF_ROLES
from portal.administration.web.choices import AgencyField

ROLES = [("", _("Chọn vai trò")), *((role.value, role.label) for role in STAFF_ROLES)]
NOBODY = "0"


class RoleForm(forms.Form):
    """A role in an agency."""

    role = forms.ChoiceField(
        label=_("Vai trò"), choices=ROLES, error_messages={"required": _("Chọn vai trò.")}
    )
    agency = AgencyField()


class InviteForm(RoleForm):
    """Whom, and as what; more roles are given later, on the person's own page."""

    full_name = forms.CharField(
        label=_("Họ và tên"), max_length=150,
        error_messages={"required": _("Nhập họ và tên.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    email = forms.CharField(
        label=_("Thư điện tử công vụ"), max_length=254,
        error_messages={"required": _("Nhập thư điện tử.")},
        help_text=_("Lời mời gửi đến thư này; người nhận tự đặt mật khẩu."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    field_order = ("full_name", "email", "role", "agency")


class TakeOverForm(forms.Form):
    """Which dossiers, to whom, and why."""

    codes = forms.MultipleChoiceField(
        label=_("Hồ sơ"), choices=[], widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một hồ sơ.")},
    )  # fmt: skip
    to = forms.ChoiceField(label=_("Giao cho"), choices=[])
    reason = forms.CharField(
        label=_("Lý do"), max_length=500,
        help_text=_("Ghi trong lịch sử hồ sơ; công dân không thấy."),
        error_messages={"required": _("Nhập lý do, ví dụ: nghỉ phép, chuyển công tác.")},
    )  # fmt: skip

    def __init__(
        self, *args: Any, codes: list[tuple[str, str]], people: list[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["codes"].choices = codes  # type: ignore[attr-defined]
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", _("Chọn cán bộ")), *people, (NOBODY, _("Không ai: trả về bộ phận")),
        ]  # fmt: skip
