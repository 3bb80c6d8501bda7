"""`/api/v1/dossiers/<code>/?digits=1234`: how a dossier stands, without sign-in."""

from django.http import Http404
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from dossiers.models import Dossier
from dossiers.tracking import DIGITS, are_digits, changes, look_up, tidy_code
from portal.api.dossiers.serializers import TrackedDossierSerializer
from portal.api.problems import MEDIA_TYPE, ProblemSerializer
from portal.api.procedures.views import PublicView
from portal.shared.rate_limit import client_address


class TrackQuery(serializers.Serializer):
    """The second half of the secret."""

    digits = serializers.CharField(
        min_length=DIGITS, max_length=DIGITS, trim_whitespace=False,
        help_text="4 chữ số cuối của số định danh cá nhân của người nộp",
    )  # fmt: skip

    def validate_digits(self, digits: str) -> str:
        """Digits and nothing else."""
        if not are_digits(digits):
            raise serializers.ValidationError(
                _("Nhập đúng 4 chữ số cuối của số định danh cá nhân.")
            )
        return digits


class TrackDossierView(PublicView):
    """The limits are those of the page `/track/`, and shared with it."""

    @extend_schema(
        operation_id="track_dossier",
        summary="Tra cứu tình trạng hồ sơ",
        description=(
            "Không cần đăng nhập. Mã không có và 4 chữ số sai nhận cùng một trả lời. Số lần tra "
            "cứu có giới hạn."
        ),
        parameters=[
            OpenApiParameter(
                "code", str, "path", description="Mã hồ sơ, ví dụ 000.00.15.H47-220322-0001"
            ),
            OpenApiParameter(
                "digits",
                {"type": "string", "pattern": "^[0-9]{4}$"},
                "query",
                required=True,
                description="4 chữ số cuối của số định danh cá nhân của người nộp",
            ),
        ],
        responses={
            200: TrackedDossierSerializer,
            (400, MEDIA_TYPE): ProblemSerializer,
            (404, MEDIA_TYPE): ProblemSerializer,
            (429, MEDIA_TYPE): ProblemSerializer,
        },
        tags=["dossiers"],
    )
    def get(self, request: Request, code: str) -> Response:
        """State and changes of state; no personal data."""
        asked = TrackQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        dossier = _find(request, code, asked.validated_data["digits"])
        context = {"changes": changes(dossier)}
        response = Response(TrackedDossierSerializer(dossier, context=context).data)
        add_never_cache_headers(response)
        return response


def _find(request: Request, code: str, digits: str) -> Dossier:
    dossier = look_up(tidy_code(code), digits, address=client_address(request._request))
    if dossier is None:
        raise Http404(_("Không tìm thấy hồ sơ nào có mã và 4 chữ số này."))
    return dossier
