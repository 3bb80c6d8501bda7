"""`/api/v1/procedures/`: the procedures in force."""

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.api.pages import page_body
from portal.api.problems import MEDIA_TYPE, ProblemSerializer
from portal.api.procedures.fees import fees_of
from portal.api.procedures.serializers import (
    ProcedurePageSerializer,
    ProcedureQuery,
    ProcedureSerializer,
)
from services import queries
from services.models import Revision


class PublicView(APIView):
    """Open to all; who is signed in makes no difference."""

    permission_classes = [AllowAny]
    authentication_classes = []


class ProcedureListView(PublicView):
    """The same search as the page `/services/`."""

    @extend_schema(
        operation_id="list_procedures",
        summary="Tra cứu thủ tục",
        description="Thủ tục đang áp dụng; có hoặc không dấu đều tìm được. Kết quả sát nhất trước.",
        parameters=[ProcedureQuery],
        responses={
            200: ProcedurePageSerializer,
            (400, MEDIA_TYPE): ProblemSerializer,
        },
        tags=["procedures"],
    )
    def get(self, request: Request) -> Response:
        """One page of the catalogue."""
        asked = ProcedureQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        typed = asked.validated_data
        filters = queries.Filters(
            sector=typed["sector"],
            agency=typed["agency"],
            level=typed["level"],
            agency_level=typed["agency_level"],
        )
        page = queries.search_page(typed["q"], filters, typed["page"])
        body = page_body(request, page.revisions, number=page.number, has_next=page.has_next)
        serializer = ProcedurePageSerializer(body | {"near": page.near}, context=_told(request))
        return Response(serializer.data)


class ProcedureView(PublicView):
    """A procedure by its national or local code."""

    @extend_schema(
        operation_id="get_procedure",
        summary="Xem một thủ tục",
        parameters=[
            OpenApiParameter("code", str, "path", description="Mã thủ tục, ví dụ 2.000488")
        ],
        responses={
            200: ProcedureSerializer,
            (404, MEDIA_TYPE): ProblemSerializer,
        },
        tags=["procedures"],
    )
    def get(self, request: Request, code: str) -> Response:
        """Facts, papers, fees, steps, e-form and legal basis."""
        try:
            revision = queries.get_published(code)
        except Revision.DoesNotExist:
            raise Http404(_("Không có thủ tục nào đang áp dụng với mã này.")) from None
        context = _told(request) | {"fees": fees_of(revision)}
        return Response(ProcedureSerializer(revision, context=context).data)


def _told(request: Request) -> dict[str, object]:
    return {"request": request}
