"""The words of a filing and of its answer. Rules are in portal.national.inbound, not here."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from dossiers.models import Dossier
from dossiers.states import State
from portal.accounts.models import Citizen
from portal.api.dossiers.serializers import TrackedDossierSerializer
from portal.national.inbound.files import MAX_FILES
from portal.national.inbound.filing import Applicant, Filing, GivenFile
from services.models import Revision

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# Words of an error by its code, as REST framework takes them.
ErrorWords = dict[str, "str | StrPromise"]

_EMPTY: ErrorWords = dict.fromkeys(
    ("required", "null", "blank", "empty"), gettext_lazy("Mục này không được bỏ trống.")
)
_CHOICE: ErrorWords = {
    **_EMPTY,
    "invalid_choice": gettext_lazy("Giá trị này không có trong danh sách."),
}
_OBJECT: ErrorWords = {
    **_EMPTY,
    "invalid": gettext_lazy("Mục này phải là một đối tượng JSON."),
    "not_a_dict": gettext_lazy("Mục này phải là một đối tượng JSON."),
    "not_a_list": gettext_lazy("Mục này phải là một danh sách."),
    "max_length": gettext_lazy("Không quá {max_length} tệp."),
}
_DAY: ErrorWords = {**_EMPTY, "invalid": gettext_lazy("Ghi ngày theo dạng 2022-03-22.")}
_DAY["datetime"] = _DAY["invalid"]
_LEVEL: ErrorWords = {
    **_EMPTY,
    **dict.fromkeys(
        ("invalid", "min_value", "max_value", "max_string_length"),
        gettext_lazy("Ghi mức xác thực bằng số 1 hoặc 2."),
    ),
}


class Words(serializers.CharField):
    """A text of at most so many characters."""

    default_error_messages = {
        **_EMPTY,
        "invalid": gettext_lazy("Mục này phải là một đoạn chữ."),
        "max_length": gettext_lazy("Không quá {max_length} ký tự."),
    }


class Strict(serializers.Serializer):
    """Null is the same as left out; what the description does not name is refused, not dropped."""

    default_error_messages = {"invalid": gettext_lazy("Mục này phải là một đối tượng JSON.")}

    def to_internal_value(self, data: Any) -> Any:
        """Raises ValidationError."""
        if not isinstance(data, Mapping):
            self.fail("invalid")
        unknown = [key for key in data if key not in self.fields][:MAX_FILES]
        if unknown:
            words = _("Không có mục này trong mô tả của API.")
            raise serializers.ValidationError({key[:60]: [words] for key in unknown})
        return super().to_internal_value(
            {key: value for key, value in data.items() if value is not None}
        )


class AddressSerializer(Strict):
    """Where the applicant lives."""

    commune = Words(
        max_length=10, required=False, default="", allow_blank=True,
        help_text="Mã xã, phường; bỏ trống: ngoài tỉnh",
    )  # fmt: skip
    line = Words(
        max_length=200, required=False, default="", allow_blank=True,
        help_text="Số nhà, đường, thôn; ngoài tỉnh thì ghi đủ địa chỉ",
    )  # fmt: skip


class ApplicantSerializer(Strict):
    """The citizen, as the national portal knows him."""

    identity_number = Words(max_length=20, help_text="Số định danh cá nhân, 12 chữ số")
    full_name = Words(max_length=300, help_text="Họ, chữ đệm và tên")
    birth_date = serializers.DateField(
        input_formats=["%Y-%m-%d"], help_text="Ngày sinh", error_messages=_DAY
    )
    sex = serializers.ChoiceField(
        choices=Citizen.Sex.choices, required=False, default="", error_messages=_CHOICE,
        help_text="Giới tính; bỏ trống: theo số định danh",
    )  # fmt: skip
    phone = Words(max_length=30, required=False, default="", allow_blank=True)
    email = Words(max_length=254, required=False, default="", allow_blank=True)
    address = AddressSerializer(required=False, error_messages=_OBJECT)
    assurance_level = serializers.IntegerField(
        min_value=1, max_value=2, help_text="Mức xác thực của tài khoản quốc gia",
        error_messages=_LEVEL,
    )  # fmt: skip


class GivenFileSerializer(Strict):
    """A file for a paper."""

    requirement = Words(max_length=40, help_text="Mã thành phần hồ sơ")
    file_name = Words(max_length=255, required=False, default="", allow_blank=True)
    content = Words(
        trim_whitespace=False, allow_blank=True, help_text="Tệp mã hóa base64, tối đa 5 MB"
    )


class FilingSerializer(Strict):
    """A dossier to file."""

    procedure = Words(max_length=60, help_text="Mã thủ tục, ví dụ 2.000488")
    agency = Words(
        max_length=40, required=False, default="", allow_blank=True,
        help_text="Mã cơ quan giải quyết, hoặc mã xã, huyện; bỏ trống khi chỉ có một cơ quan",
    )  # fmt: skip
    applicant = ApplicantSerializer(error_messages=_OBJECT)
    answers = serializers.DictField(
        help_text="Nội dung kê khai theo mẫu đơn điện tử", error_messages=_OBJECT
    )
    return_channel = serializers.ChoiceField(
        choices=Revision.ReturnChannel.choices, required=False, default="",
        error_messages=_CHOICE, help_text="Cách nhận kết quả; bỏ trống: cách đầu tiên",
    )  # fmt: skip
    attachments: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=GivenFileSerializer(), required=False, max_length=MAX_FILES, error_messages=_OBJECT
    )


class FiledDossierSerializer(TrackedDossierSerializer):
    """How it stands, and where the citizen goes on."""

    url = serializers.SerializerMethodField(help_text="Trang của hồ sơ, sau khi đăng nhập")
    pay_url = serializers.SerializerMethodField(
        help_text="Trang nộp phí, sau khi đăng nhập; null: chưa cần nộp trực tuyến"
    )
    track_url = serializers.SerializerMethodField(help_text="Trang tra cứu không cần đăng nhập")

    class Meta(TrackedDossierSerializer.Meta):
        fields = [
            *TrackedDossierSerializer.Meta.fields, "fee_vnd", "paid_at", "url", "pay_url",
            "track_url",
        ]  # fmt: skip

    def get_url(self, dossier: Dossier) -> str:
        """Where the citizen reads it."""
        return _page("dossier_detail", dossier)

    def get_pay_url(self, dossier: Dossier) -> str | None:
        """Where the citizen pays."""
        is_due = dossier.state == State.PAYMENT_REQUIRED
        return _page("dossier_pay", dossier) if is_due else None

    def get_track_url(self, dossier: Dossier) -> str:
        """Where anybody with the code and the digits looks it up."""
        return settings.PUBLIC_URL + reverse("dossiers:track")


def filing_of(data: Mapping[str, Any]) -> Filing:
    """The plain values of a valid FilingSerializer."""
    applicant = dict(data["applicant"])
    address = applicant.pop("address", {})
    return Filing(
        procedure=data["procedure"],
        agency=data["agency"],
        applicant=Applicant(
            **applicant,
            commune=address.get("commune", ""),
            address_line=address.get("line", ""),
        ),
        answers=data["answers"],
        return_channel=data["return_channel"],
        attachments=tuple(GivenFile(**file) for file in data.get("attachments", ())),
    )


def _page(name: str, dossier: Dossier) -> str:
    return str(settings.PUBLIC_URL) + reverse(f"dossiers:{name}", args=[dossier.code])
