"""Revisions of a procedure, the form as JSON Schema, and what a filing would cost."""

import re
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.problems import MEDIA_TYPE, ProblemSerializer
from portal.api.procedures.fees import fees_of
from portal.api.procedures.serializers import ProcedureSerializer
from portal.api.procedures.views import PublicView
from portal.api.strict import OBJECT, Strict
from portal.shared import clock
from portal.shared.errors import InvalidInput
from portal.shared.rate_limit import Limit, client_address
from services import queries
from services.binding import binding
from services.eforms.answers import clean
from services.eforms.json_schema import answers_schema
from services.fees.classes import classes_of
from services.fees.quote import Quote, quote
from services.models import Revision

# Revisions are counted from 1.
_NUMBERS = re.compile(r"[0-9]{1,9}")
SCHEMA_TYPE = "application/schema+json"
BY_ADDRESS = Limit("api-quote", times=120, seconds=60)
_CODE = OpenApiParameter("code", str, "path", description="Mã thủ tục, ví dụ 2.000488")
_NUMBER = OpenApiParameter("number", int, "path", description="Số phiên bản")
_MISSING: dict[Any, Any] = {(404, MEDIA_TYPE): ProblemSerializer}


class RevisionSummarySerializer(serializers.ModelSerializer):
    """A revision in the list. It never changes but for its state and the end of its time."""

    revision = serializers.IntegerField(source="number", help_text="Số phiên bản")
    state = serializers.ChoiceField(
        choices=[
            (state.value, state.label) for state in Revision.State if state != Revision.State.DRAFT
        ],
        help_text="Tình trạng",
    )
    in_force_from = serializers.DateTimeField(
        source="in_force.lower", allow_null=True, help_text="Áp dụng từ"
    )
    in_force_until = serializers.DateTimeField(
        source="in_force.upper", allow_null=True, help_text="Áp dụng đến (không gồm); null: chưa rõ"
    )

    class Meta:
        model = Revision
        fields = [
            "revision", "name", "state", "level", "in_force_from", "in_force_until",
        ]  # fmt: skip


class RevisionListSerializer(serializers.Serializer):
    """All of them, the newest first."""

    results = RevisionSummarySerializer(many=True)


class QuoteRequestSerializer(Strict):
    """What a quote is asked for; answers that are missing count as not given."""

    answers = serializers.DictField(
        required=False, help_text="Nội dung kê khai đã có", error_messages=OBJECT
    )
    online = serializers.BooleanField(
        required=False, default=True, help_text="true: nộp trực tuyến; false: nộp tại quầy"
    )


class QuoteLineSerializer(serializers.Serializer):
    """A fee."""

    key = serializers.CharField()
    name = serializers.CharField()
    amount_vnd = serializers.IntegerField()
    explanation = serializers.CharField(allow_blank=True)
    legal_basis = serializers.CharField(allow_blank=True)


class QuoteReductionSerializer(serializers.Serializer):
    """What is taken off a fee."""

    line = serializers.CharField(help_text="key của khoản thu")
    name = serializers.CharField()
    amount_vnd = serializers.IntegerField(help_text="Số âm")
    legal_basis = serializers.CharField(allow_blank=True)


class QuoteSerializer(serializers.Serializer):
    """What it would cost today; binding only once the dossier is filed."""

    revision = serializers.IntegerField()
    lines = QuoteLineSerializer(many=True)
    reductions = QuoteReductionSerializer(many=True)
    subtotal_vnd = serializers.IntegerField()
    total_vnd = serializers.IntegerField()
    remarks = serializers.ListField(child=serializers.CharField())


class RevisionListView(PublicView):
    """Every revision that is, was or will be in force."""

    @extend_schema(
        operation_id="list_revisions",
        summary="Các phiên bản của một thủ tục",
        parameters=[_CODE],
        responses={200: RevisionListSerializer} | _MISSING,
        tags=["procedures"],
    )
    def get(self, request: Request, code: str) -> Response:
        """The newest first."""
        found = list(_revisions(code).order_by("-number"))
        if not found:
            raise Http404(_("Không có thủ tục nào với mã này."))
        return Response(RevisionListSerializer({"results": found}).data)


class RevisionView(PublicView):
    """One revision, as it binds the dossiers that were filed under it."""

    @extend_schema(
        operation_id="get_revision",
        summary="Xem một phiên bản",
        parameters=[_CODE, _NUMBER],
        responses={200: ProcedureSerializer} | _MISSING,
        tags=["procedures"],
    )
    def get(self, request: Request, code: str, number: str) -> Response:
        """Facts, papers, fees, steps, e-form and legal basis."""
        revision = _revision(code, number)
        context = {"request": request, "fees": fees_of(revision)}
        return Response(ProcedureSerializer(revision, context=context).data)


class FormSchemaView(PublicView):
    """The form in force as JSON Schema."""

    @extend_schema(
        operation_id="get_form_schema",
        summary="Mẫu đơn điện tử dạng JSON Schema 2020-12",
        description=(
            "Mô tả `answers` của một hồ sơ. Những gì lược đồ không nói được nằm ở các chú thích "
            "`x-…`: phần, thứ tự, điều kiện hiện, nguồn điền sẵn."
        ),
        parameters=[_CODE],
        responses={(200, SCHEMA_TYPE): dict} | _MISSING,
        tags=["procedures"],
    )
    def get(self, request: Request, code: str) -> Response:
        """Of the revision in force."""
        try:
            return _schema(queries.get_published(code))
        except Revision.DoesNotExist:
            raise Http404(_("Không có thủ tục nào đang áp dụng với mã này.")) from None


class RevisionFormSchemaView(PublicView):
    """The form of one revision as JSON Schema."""

    @extend_schema(
        operation_id="get_revision_form_schema",
        summary="Mẫu đơn của một phiên bản dạng JSON Schema 2020-12",
        parameters=[_CODE, _NUMBER],
        responses={(200, SCHEMA_TYPE): dict} | _MISSING,
        tags=["procedures"],
    )
    def get(self, request: Request, code: str, number: str) -> Response:
        """Of this revision."""
        return _schema(_revision(code, number))


class QuoteView(PublicView):
    """What a filing would cost today under the revision in force."""

    parser_classes = [JSONParser]

    @extend_schema(
        operation_id="quote_procedure",
        summary="Tính phí, lệ phí",
        description="Theo nội dung kê khai đã có; không lưu gì.",
        parameters=[_CODE],
        request=QuoteRequestSerializer,
        responses={200: QuoteSerializer, (400, MEDIA_TYPE): ProblemSerializer}
        | _MISSING
        | {(code, MEDIA_TYPE): ProblemSerializer for code in (415, 422, 429)},
        tags=["procedures"],
    )
    def post(self, request: Request, code: str) -> Response:
        """Line by line, each with its legal text. Answers that cannot be used are named (422)."""
        BY_ADDRESS.spend(client_address(request._request))
        try:
            revision = queries.get_published(code)
        except Revision.DoesNotExist:
            raise Http404(_("Không có thủ tục nào đang áp dụng với mã này.")) from None
        if not isinstance(request.data, Mapping):
            raise ParseError(_("Nội dung gửi phải là một đối tượng JSON."))
        typed = QuoteRequestSerializer(data=request.data)
        typed.is_valid(raise_exception=True)
        answers = typed.validated_data.get("answers", {})
        found = _quote(revision, answers, online=typed.validated_data["online"])
        body = {
            "revision": revision.number,
            "lines": found.lines,
            "reductions": found.reductions,
            "subtotal_vnd": found.subtotal_vnd,
            "total_vnd": found.total_vnd,
            "remarks": found.remarks,
        }
        return Response(QuoteSerializer(body).data)


def _revisions(code: str) -> QuerySet[Revision]:
    return Revision.objects.exclude(state=Revision.State.DRAFT).filter(procedure__code=code)


def _revision(code: str, number: str) -> Revision:
    found = (
        _revisions(code)
        .select_related("procedure__sector", "handling_agency")
        .filter(number=int(number) if _NUMBERS.fullmatch(number) else 0)
        .first()
    )
    if found is None:
        raise Http404(_("Thủ tục này không có phiên bản như vậy."))
    return found


def _schema(revision: Revision) -> Response:
    schema = answers_schema(binding(revision.pk).eform, title=revision.name)
    return Response(schema, content_type=SCHEMA_TYPE)


def _quote(revision: Revision, answers: dict[str, Any], *, online: bool) -> Quote:
    bound = binding(revision.pk)
    cleaned = clean(bound.eform, answers, partial=True)
    if cleaned.errors:
        raise InvalidInput({f"answers.{path}": text for path, text in cleaned.errors.items()})
    today = clock.today()
    return quote(
        bound.fee_items,
        bound.reductions,
        answers=cleaned.values,
        online=online,
        level=bound.level,
        on=today,
        procedure_code=bound.procedure_code,
        classes=classes_of(bound.eform, cleaned.values, on=today),
    )
