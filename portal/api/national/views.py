"""`/api/v1/national/dossiers/`: filings by the national portal and how they stand."""

from typing import Any

from django.http import Http404
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from dossiers.direct.filing import digest_of
from dossiers.direct.once import KeyTaken
from dossiers.models import Dossier
from dossiers.tracking import changes
from portal.api.body import read_object
from portal.api.dossiers.filing import FiledDossierSerializer
from portal.api.dossiers.filing_view import KEY_HEADER, KEY_PATTERN, Conflict, idempotency_key
from portal.api.national.authentication import IsNationalPortal, NationalSignature, Signed
from portal.api.national.serializers import FilingSerializer, filing_of
from portal.api.problems import MEDIA_TYPE, ProblemSerializer
from portal.national.inbound.actions.file_for_citizen import file_for_citizen
from portal.national.inbound.filing import Envelope
from portal.national.inbound.queries import filed_with_code, filed_with_key
from portal.shared.rate_limit import Limit

BY_SENDER = Limit("national-inbound", times=600, seconds=60)
_PROBLEMS: dict[Any, Any] = {
    (code, MEDIA_TYPE): ProblemSerializer for code in (400, 401, 404, 429, 503)
}
_REFUSALS: dict[Any, Any] = {(code, MEDIA_TYPE): ProblemSerializer for code in (409, 413, 422)}


class NationalView(APIView):
    """Signed requests only; there is no session, so nothing for a page to forge."""

    authentication_classes = [NationalSignature]
    permission_classes = [IsNationalPortal]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Count what is signed; a stranger cannot use up the limit."""
        super().initial(request, *args, **kwargs)
        BY_SENDER.spend(_signed(request).sender)


class NationalFilingView(NationalView):
    """File, and ask by the key."""

    @extend_schema(
        operation_id="file_national_dossier",
        summary="Nộp hồ sơ cho công dân từ Cổng Dịch vụ công quốc gia",
        description=(
            "Mỗi Idempotency-Key một hồ sơ: gửi lại cùng khóa và cùng nội dung thì nhận lại đúng "
            "hồ sơ đã nộp. Yêu cầu bị từ chối không để lại gì."
        ),
        parameters=[
            OpenApiParameter(
                "Idempotency-Key", KEY_PATTERN, "header", required=True,
                description="Khóa của lần nộp, do bên gửi chọn",
            )
        ],
        request=FilingSerializer,
        responses={201: FiledDossierSerializer, 200: FiledDossierSerializer}
        | _PROBLEMS
        | _REFUSALS,
        tags=["national"],
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """201 for a new dossier, 200 for one that this key has filed before."""
        signed = _signed(request)
        key = idempotency_key(request.headers.get(KEY_HEADER, ""), KEY_HEADER)
        content = read_object(signed.body)
        typed = FilingSerializer(data=content)
        typed.is_valid(raise_exception=True)
        envelope = Envelope(
            sender=signed.sender,
            key=key,
            signature=signed.signature,
            digest=digest_of(content),
        )
        try:
            dossier, is_new = file_for_citizen(
                envelope=envelope, filing=filing_of(typed.validated_data)
            )
        except KeyTaken as refusal:
            raise Conflict(str(refusal)) from refusal
        return _told(filed_with_code(str(dossier.code)), status=201 if is_new else 200)

    @extend_schema(
        operation_id="find_national_dossier",
        summary="Hỏi kết quả một lần nộp theo khóa",
        parameters=[
            OpenApiParameter(
                "key", KEY_PATTERN, "query", required=True,
                description="Idempotency-Key của lần nộp",
            )
        ],
        responses={200: FiledDossierSerializer} | _PROBLEMS,
        tags=["national"],
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """The dossier of this key."""
        return _told(filed_with_key(idempotency_key(request.query_params.get("key", ""), "key")))


class NationalDossierView(NationalView):
    """Ask by the code."""

    @extend_schema(
        operation_id="get_national_dossier",
        summary="Hỏi tình trạng một hồ sơ theo mã",
        parameters=[
            OpenApiParameter(
                "code", str, "path", description="Mã hồ sơ, ví dụ 000.00.15.H47-220322-0001"
            )
        ],
        responses={200: FiledDossierSerializer} | _PROBLEMS,
        tags=["national"],
    )
    def get(self, request: Request, code: str) -> Response:
        """State and changes of state; no personal data."""
        return _told(filed_with_code(code))


def _signed(request: Request) -> Signed:
    if not isinstance(request.auth, Signed):
        raise NotAuthenticated
    return request.auth


def _told(dossier: Dossier | None, *, status: int = 200) -> Response:
    if dossier is None:
        raise Http404(_("Không có hồ sơ nào với mã hoặc khóa này."))
    context = {"changes": changes(dossier)}
    response = Response(FiledDossierSerializer(dossier, context=context).data, status=status)
    add_never_cache_headers(response)
    return response
