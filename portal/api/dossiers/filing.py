"""The words of a dossier to file, and of the one that was filed. Rules are in dossiers.direct."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from rest_framework import serializers

from dossiers.direct.files import MAX_FILES
from dossiers.direct.filing import Case, GivenFile
from dossiers.models import Dossier
from dossiers.states import State
from portal.api.dossiers.serializers import TrackedDossierSerializer
from portal.api.strict import CHOICE, OBJECT, Strict, Words
from services.models import Revision


class GivenFileSerializer(Strict):
    """A file for a paper."""

    requirement = Words(max_length=40, help_text="Mã thành phần hồ sơ")
    file_name = Words(max_length=255, required=False, default="", allow_blank=True)
    content = Words(
        trim_whitespace=False, allow_blank=True, help_text="Tệp mã hóa base64, tối đa 5 MB"
    )


class CaseSerializer(Strict):
    """A dossier to file."""

    procedure = Words(max_length=60, help_text="Mã thủ tục, ví dụ 2.000488")
    agency = Words(
        max_length=40, required=False, default="", allow_blank=True,
        help_text="Mã cơ quan giải quyết, hoặc mã xã, huyện; bỏ trống khi chỉ có một cơ quan",
    )  # fmt: skip
    answers = serializers.DictField(
        help_text="Nội dung kê khai theo mẫu đơn điện tử", error_messages=OBJECT
    )
    return_channel = serializers.ChoiceField(
        choices=Revision.ReturnChannel.choices, required=False, default="",
        error_messages=CHOICE, help_text="Cách nhận kết quả; bỏ trống: cách đầu tiên",
    )  # fmt: skip
    attachments: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=GivenFileSerializer(), required=False, max_length=MAX_FILES, error_messages=OBJECT
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


def case_of(data: Mapping[str, Any]) -> Case:
    """The case in the values of a valid CaseSerializer."""
    return Case(
        procedure=data["procedure"],
        agency=data["agency"],
        answers=data["answers"],
        return_channel=data["return_channel"],
        attachments=tuple(GivenFile(**file) for file in data.get("attachments", ())),
    )


def _page(name: str, dossier: Dossier) -> str:
    return str(settings.PUBLIC_URL) + reverse(f"dossiers:{name}", args=[dossier.code])
