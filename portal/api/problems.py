"""Errors as problem details (RFC 9457), in the reader's language."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler

from portal.shared.rate_limit import TooManyTries

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 30


class ProblemSerializer(serializers.Serializer):
    """What went wrong and how to mend it."""

    type = serializers.CharField(help_text="Luôn là about:blank")
    title = serializers.CharField(help_text="Tên lỗi")
    status = serializers.IntegerField(help_text="Mã HTTP")
    detail = serializers.CharField(help_text="Lỗi gì và cách khắc phục")
    invalid_params = serializers.DictField(
        child=serializers.CharField(), required=False, help_text="Lỗi của từng tham số"
    )


class ProblemRenderer(JSONRenderer):
    """Problem details are JSON with a media type of their own."""

    media_type = MEDIA_TYPE


class Unavailable(APIException):
    """The database does not answer."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    wait = RETRY_AFTER_SECONDS


class TooMany(APIException):
    """A limit is used up; `wait` seconds from now it is open again."""

    status_code = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self, refusal: TooManyTries) -> None:
        super().__init__(str(refusal))
        self.wait = refusal.seconds


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's EXCEPTION_HANDLER."""
    if isinstance(error, OperationalError | InterfaceError):
        error = Unavailable()
    elif isinstance(error, TooManyTries):
        error = TooMany(error)
    response = exception_handler(error, context)
    if response is None:
        return None
    response.data = problem(response.status_code, _detail(error), _errors(error))
    request = context["request"]
    request.accepted_renderer, request.accepted_media_type = ProblemRenderer(), MEDIA_TYPE
    return response


def problem(status: int, detail: str, errors: dict[str, str] | None = None) -> dict[str, Any]:
    """The body of an error."""
    body = {"type": "about:blank", "title": _title(status), "status": status, "detail": detail}
    return body | ({"invalid_params": errors} if errors else {})


def _title(status: int) -> str:
    titles = {
        400: _("Yêu cầu không hợp lệ"),
        401: _("Chưa đăng nhập"),
        403: _("Không có quyền"),
        404: _("Không tìm thấy"),
        405: _("API chỉ cho đọc"),
        406: _("Không có định dạng này"),
        429: _("Quá nhiều yêu cầu"),
        503: _("Tạm ngừng phục vụ"),
    }
    return titles.get(status, HTTPStatus(status).phrase)


def _detail(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return _("Sửa các tham số nêu trong invalid_params rồi gửi lại.")
    if isinstance(error, Unavailable):
        return _("Cổng đang bận hoặc bảo trì. Hãy thử lại sau ít phút.")
    if isinstance(error, Http404 | PermissionDenied):
        return str(error) or _("Không tìm thấy dữ liệu này, hoặc bạn không có quyền xem.")
    return str(error)


def _errors(error: Exception) -> dict[str, str]:
    if not isinstance(error, ValidationError) or not isinstance(error.detail, dict):
        return {}
    return {name: " ".join(str(text) for text in texts) for name, texts in error.detail.items()}
