"""Names for the values of a procedure in force."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from portal.agencies.models import Agency
from portal.api.pages import PageQuery, PageSerializer
from services.models import FeeItem, Requirement, Revision, Sector, Step
from services.web import wording


class ProcedureQuery(PageQuery):
    """How the list is narrowed."""

    q = serializers.CharField(
        required=False,
        allow_blank=True,
        default="",
        max_length=200,
        help_text="Từ khóa hoặc mã",
        error_messages={"max_length": _("Nhập không quá 200 ký tự.")},
    )
    sector = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=120,
        help_text="Lĩnh vực, ví dụ ly-lich-tu-phap",
    )  # fmt: skip
    agency = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=40,
        help_text="Mã cơ quan cấp tỉnh",
    )  # fmt: skip
    level = serializers.ChoiceField(
        choices=[2, 3, 4],
        required=False,
        allow_null=True,
        default=None,
        help_text="Mức độ",
        error_messages={"invalid_choice": _("Chọn mức độ 2, 3 hoặc 4.")},
    )
    agency_level = serializers.ChoiceField(
        choices=Agency.Level.choices, required=False, allow_blank=True, default="",
        help_text="Cấp thực hiện",
        error_messages={
            "invalid_choice": _("Chọn một cấp: centre, province, district hoặc commune.")
        },
    )  # fmt: skip


class SectorSerializer(serializers.ModelSerializer):
    """Lĩnh vực."""

    class Meta:
        model = Sector
        fields = ["slug", "name"]


class ProcedureSummarySerializer(serializers.ModelSerializer):
    """A procedure in a list."""

    code = serializers.CharField(source="procedure.code", help_text="Mã thủ tục quốc gia")
    name = serializers.CharField(source="procedure.name", help_text="Tên thủ tục")
    sector = SectorSerializer(source="procedure.sector", help_text="Lĩnh vực")
    agency = serializers.SerializerMethodField(help_text="Cơ quan thực hiện")
    time_limit = serializers.SerializerMethodField(help_text="Thời hạn, bằng lời")
    url = serializers.SerializerMethodField(help_text="Trang của thủ tục trên cổng")

    class Meta:
        model = Revision
        fields = [
            "code", "name", "sector", "level", "agency_level", "agency", "time_value",
            "time_unit", "time_limit", "base_fee_vnd", "fee_note", "url",
        ]  # fmt: skip

    def get_agency(self, revision: Revision) -> str:
        """The handling agency, or the words of the decision."""
        return wording.agency_name(revision)

    def get_time_limit(self, revision: Revision) -> str:
        """In words."""
        return wording.time_limit(revision)

    def get_url(self, revision: Revision) -> str:
        """Where people read it."""
        path = reverse("services:service_detail", args=[revision.procedure.code])
        return str(self.context["request"].build_absolute_uri(path))


class ProcedurePageSerializer(PageSerializer):
    """One page of the catalogue."""

    near = serializers.BooleanField(
        help_text="true: không thủ tục nào có đủ các từ đã gõ, đây là kết quả gần đúng"
    )
    results = ProcedureSummarySerializer(many=True)


class PaperSerializer(serializers.ModelSerializer):
    """Thành phần hồ sơ."""

    replaced_by = serializers.DictField(
        help_text="{field: mã câu hỏi} hoặc {record: loại giấy tờ cổng đã có} thay được giấy này"
    )

    class Meta:
        model = Requirement
        fields = [
            "key", "name", "required", "originals", "copies", "certified", "note", "replaced_by",
        ]  # fmt: skip


class FeeItemSerializer(serializers.ModelSerializer):
    """Phí, lệ phí. `rule` is how it is counted (docs/eforms.md)."""

    rule = serializers.DictField(help_text="Cách tính")

    class Meta:
        model = FeeItem
        fields = ["key", "kind", "name", "rule", "legal_basis"]


class ReductionSerializer(serializers.Serializer):
    """A reduction that a plain case gets online."""

    name = serializers.CharField()
    percent = serializers.IntegerField(allow_null=True, help_text="null: giảm một số tiền cố định")
    amount_vnd = serializers.IntegerField(help_text="Số tiền giảm, số âm")
    legal_basis = serializers.CharField()


class FeesSerializer(serializers.Serializer):
    """What is charged; the sums are those of a plain case (one page, one copy) filed today."""

    items = FeeItemSerializer(many=True)
    counter_vnd = serializers.IntegerField(
        allow_null=True, help_text="Nộp tại quầy; null: quyết định công bố không nêu số tiền"
    )
    online_vnd = serializers.IntegerField(
        allow_null=True, help_text="Nộp hồ sơ trực tuyến; null: chưa nộp trực tuyến được"
    )
    online_reductions = ReductionSerializer(many=True)


class StepSerializer(serializers.ModelSerializer):
    """Bước thực hiện."""

    class Meta:
        model = Step
        fields = ["order", "role", "name"]


class ProcedureSerializer(ProcedureSummarySerializer):
    """All there is to know about a procedure before filing."""

    name = serializers.CharField(help_text="Tên thủ tục theo phiên bản này")
    local_code = serializers.CharField(help_text="Mã tại tỉnh")
    revision = serializers.IntegerField(source="number", help_text="Số phiên bản")
    legal_basis = serializers.ListField(
        source="legal_texts", child=serializers.CharField(), help_text="Căn cứ pháp lý"
    )
    audiences = serializers.ListField(
        child=serializers.ChoiceField(choices=Revision.Audience.choices), help_text="Dành cho ai"
    )
    results = serializers.ListField(child=serializers.CharField(), help_text="Kết quả")
    return_channels = serializers.ListField(
        child=serializers.ChoiceField(choices=Revision.ReturnChannel.choices),
        help_text="Cách nhận kết quả",
    )
    papers = PaperSerializer(source="requirements", many=True, help_text="Thành phần hồ sơ")
    steps = StepSerializer(many=True, help_text="Các bước thực hiện")
    fees = serializers.SerializerMethodField(help_text="Phí, lệ phí")
    eform = serializers.DictField(help_text="Mẫu đơn điện tử (docs/eforms.md)")

    class Meta(ProcedureSummarySerializer.Meta):
        fields = [
            *ProcedureSummarySerializer.Meta.fields, "local_code", "revision", "published_at",
            "time_note", "legal_time_value", "audiences", "legal_basis", "results",
            "return_channels", "papers", "steps", "fees", "eform",
        ]  # fmt: skip

    def get_fees(self, revision: Revision) -> dict[str, Any]:
        """Computed by the view, see `portal.api.procedures.fees`."""
        return dict(FeesSerializer(self.context["fees"]).data)
