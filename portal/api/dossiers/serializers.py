"""Names for the values of a dossier. Nothing here is about the person."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from dossiers.models import Dossier, HistoryEntry
from dossiers.states import NATIONAL_CODE, State
from dossiers.words import next_step_for_citizen

FILED = [(value, label) for value, label in State.choices if value != State.DRAFT]
_NATIONAL_CODE_HELP = "Mã tình trạng quốc gia, 1 đến 10"


class ProcedureNameSerializer(serializers.Serializer):
    """Which procedure, by the name of the revision that binds the dossier."""

    code = serializers.CharField(source="procedure.code", help_text="Mã thủ tục")
    name = serializers.CharField(source="revision.name", help_text="Tên lúc nộp hồ sơ")


class StateSerializer(serializers.ModelSerializer):
    """A dossier and its state."""

    procedure = ProcedureNameSerializer(source="*")
    state = serializers.ChoiceField(choices=FILED, help_text="Trạng thái")
    state_text = serializers.CharField(source="get_state_display", help_text="Bằng lời")
    national_code = serializers.SerializerMethodField(help_text=_NATIONAL_CODE_HELP)
    next_step = serializers.SerializerMethodField(help_text="Việc công dân cần làm")

    class Meta:
        model = Dossier
        fields = [
            "code", "procedure", "state", "state_text", "national_code", "filed_at", "due_at",
            "next_step",
        ]  # fmt: skip

    def get_national_code(self, dossier: Dossier) -> int:
        """TrangThaiHoSo."""
        return NATIONAL_CODE[dossier.state]

    def get_next_step(self, dossier: Dossier) -> str:
        """One sentence."""
        return next_step_for_citizen(dossier)


class ChangeSerializer(serializers.ModelSerializer):
    """A change of state."""

    state = serializers.ChoiceField(choices=FILED, source="to_state", help_text="Trạng thái")
    state_text = serializers.CharField(source="get_to_state_display", help_text="Bằng lời")
    national_code = serializers.SerializerMethodField(help_text=_NATIONAL_CODE_HELP)

    class Meta:
        model = HistoryEntry
        fields = ["at", "state", "state_text", "national_code"]

    def get_national_code(self, change: HistoryEntry) -> int:
        """TrangThaiHoSo."""
        return NATIONAL_CODE[change.to_state]


class TrackedDossierSerializer(StateSerializer):
    """What the public look-up tells."""

    agency = serializers.CharField(source="receiving_agency.name", help_text="Nơi tiếp nhận")
    timeline = serializers.SerializerMethodField(help_text="Các lần đổi tình trạng, cũ trước")

    class Meta(StateSerializer.Meta):
        fields = [*StateSerializer.Meta.fields, "agency", "timeline"]

    def get_timeline(self, dossier: Dossier) -> list[dict[str, Any]]:
        """Computed by the view."""
        return list(ChangeSerializer(self.context["changes"], many=True).data)


class MyDossierSerializer(StateSerializer):
    """One of the citizen's own dossiers."""

    url = serializers.SerializerMethodField(help_text="Trang của hồ sơ trên cổng")

    class Meta(StateSerializer.Meta):
        fields = [
            *StateSerializer.Meta.fields, "fee_vnd", "paid_at", "outcome", "return_channel", "url",
        ]  # fmt: skip

    def get_url(self, dossier: Dossier) -> str:
        """Where the citizen reads it."""
        path = reverse("dossiers:dossier_detail", args=[dossier.code])
        return str(self.context["request"].build_absolute_uri(path))
