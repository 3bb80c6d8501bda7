"""What is typed about agencies."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import DayField
from portal.administration.web.choices import AgencyField
from portal.agencies.models import Agency

REASON_HINT = _("Ví dụ: Nghị quyết 202/2025/QH15. Ghi trong lịch sử của từng hồ sơ.")


class SeenForm(forms.Form):
    """Knows which version of the agency its page has shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def _text(label: object, *, required: bool = True, **more: object) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=500, **more)  # type: ignore[arg-type]


class ContactFields(forms.Form):
    """How people reach the agency."""

    address = _text(_("Địa chỉ"), required=False)
    phone = _text(_("Điện thoại"), required=False)
    email = _text(_("Thư điện tử"), required=False)
    is_one_stop = forms.BooleanField(
        label=_("Nhận hồ sơ và trả kết quả tại quầy một cửa"), required=False
    )


class NewAgencyForm(ContactFields):
    """A new agency."""

    name = _text(_("Tên cơ quan"))
    code = _text(
        _("Mã định danh (QCVN 102:2016)"),
        help_text=_("Bốn nhóm cách nhau dấu chấm, ví dụ 000.00.15.H47. Cấp rồi thì không đổi."),
    )
    code_2020 = _text(_("Mã theo QĐ 20/2020/QĐ-TTg"), required=False, help_text=_("Ví dụ H47.15."))
    level = forms.ChoiceField(
        label=_("Cấp"), choices=[("", _("Chọn cấp")), *Agency.Level.choices[1:]]
    )
    parent = AgencyField(label=_("Trực thuộc"))
    opened_on = DayField(
        label=_("Hoạt động từ ngày"), required=False,
        help_text=_("Để trống nếu từ hôm nay. Trước ngày này công dân chưa chọn được."),
    )  # fmt: skip

    field_order = ("name", "code", "code_2020", "level", "parent", "opened_on")


class ChangeForm(ContactFields, SeenForm):
    """Another address, phone, counter."""


class RenameForm(SeenForm):
    """Another name."""

    name = _text(_("Tên mới"))
    on = DayField(label=_("Từ ngày"), help_text=_("Hôm nay: đổi ngay."))
    reason = _text(_("Căn cứ, lý do"), help_text=_("Ví dụ: Nghị quyết 202/2025/QH15."))

    field_order = ("name", "on", "reason")


class MoveForm(SeenForm):
    """Another place in the tree."""

    parent = AgencyField(label=_("Trực thuộc"))


class CloseForm(SeenForm):
    """The end, and who goes on."""

    successor = AgencyField(
        label=_("Cơ quan kế thừa"), required=False, empty=_("Không có (chỉ khi không còn việc)")
    )
    on = DayField(label=_("Ngày giải thể"), help_text=_("Hôm nay: thực hiện ngay."))
    reason = _text(_("Căn cứ, lý do"), help_text=REASON_HINT)

    field_order = ("successor", "on", "reason")


class MergeForm(forms.Form):
    """Several become one, which is there already or is made now."""

    sources = forms.TypedMultipleChoiceField(
        label=_("Các cơ quan được sáp nhập"), coerce=int, choices=[],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một cơ quan.")},
    )  # fmt: skip
    into = AgencyField(
        label=_("Sáp nhập vào"), required=False, empty=_("Lập cơ quan mới (điền bên dưới)")
    )
    name = _text(_("Tên cơ quan mới"), required=False)
    code = _text(_("Mã định danh (QCVN 102:2016)"), required=False)
    code_2020 = _text(_("Mã theo QĐ 20/2020/QĐ-TTg"), required=False)
    level = forms.ChoiceField(
        label=_("Cấp"), required=False, choices=[("", _("Chọn cấp")), *Agency.Level.choices[1:]]
    )
    parent = AgencyField(label=_("Trực thuộc"), required=False)
    on = DayField(label=_("Ngày sáp nhập"), help_text=_("Hôm nay: thực hiện ngay."))
    reason = _text(_("Căn cứ, lý do"), help_text=REASON_HINT)

    def __init__(self, *args: object, candidates: list[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["sources"].choices = candidates  # type: ignore[attr-defined]
