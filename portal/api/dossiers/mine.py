"""`/api/v1/me/dossiers/`: the signed-in citizen's own dossiers."""

import django_filters
from django.db.models import QuerySet
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

from dossiers import queries
from dossiers.models import Dossier
from portal.api.access import AppKeyHeader, IsCitizen, PortalSession, citizen_of
from portal.api.dossiers.filing import CaseSerializer, FiledDossierSerializer
from portal.api.dossiers.filing_view import KEY_HEADER, KEY_PATTERN, file_from
from portal.api.dossiers.serializers import FILED, MyDossierSerializer
from portal.api.problems import MEDIA_TYPE, ProblemSerializer


class MyDossierFilter(django_filters.FilterSet):
    """Narrowed by state."""

    state = django_filters.ChoiceFilter(choices=FILED, help_text="Chỉ hồ sơ ở tình trạng này")

    class Meta:
        model = Dossier
        fields = ["state"]


class ByFilingDate(CursorPagination):
    """The latest first; a page costs the same however far back it is."""

    page_size = 20
    ordering = ("-filed_at", "-id")


@method_decorator(never_cache, name="dispatch")
class MyDossiersView(ListAPIView):
    """Answers 401 to strangers and 403 to staff."""

    authentication_classes = [PortalSession, AppKeyHeader]
    permission_classes = [IsCitizen]
    serializer_class = MyDossierSerializer
    pagination_class = ByFilingDate
    filter_backends = [DjangoFilterBackend]
    filterset_class = MyDossierFilter

    def get_queryset(self) -> QuerySet[Dossier]:
        """Nobody else's."""
        if getattr(self, "swagger_fake_view", False):  # the description is made without a person
            return Dossier.objects.none()
        return queries.filed_by(citizen_of(self.request))

    @extend_schema(
        operation_id="list_my_dossiers",
        summary="Hồ sơ của tôi",
        description="Hồ sơ đã nộp của công dân đang đăng nhập, nộp sau trước. Không gồm bản nháp.",
        responses={
            200: MyDossierSerializer,
            (400, MEDIA_TYPE): ProblemSerializer,
            (401, MEDIA_TYPE): ProblemSerializer,
            (403, MEDIA_TYPE): ProblemSerializer,
            (404, MEDIA_TYPE): ProblemSerializer,
        },
        tags=["dossiers"],
    )
    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        """One page of them."""
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="file_my_dossier",
        summary="Nộp hồ sơ",
        description=(
            "Cả hồ sơ trong một yêu cầu, mỗi Idempotency-Key một hồ sơ: gửi lại cùng khóa và cùng "
            "nội dung thì nhận lại đúng hồ sơ đã nộp. Câu hỏi có `x-prefill` bỏ trống được: cổng "
            "lấy từ thông tin của công dân. Yêu cầu bị từ chối không để lại gì."
        ),
        parameters=[
            OpenApiParameter(
                KEY_HEADER, KEY_PATTERN, "header", required=True,
                description="Khóa của lần nộp, do bên gửi chọn",
            )
        ],
        request=CaseSerializer,
        responses={
            201: FiledDossierSerializer,
            200: FiledDossierSerializer,
            **{(code, MEDIA_TYPE): ProblemSerializer for code in (400, 401, 403)},
            **{(code, MEDIA_TYPE): ProblemSerializer for code in (409, 413, 422, 429)},
        },
        tags=["dossiers"],
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """File one."""
        return file_from(request)
