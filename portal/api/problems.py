"""Errors as problem details (RFC 9457), in the reader's language."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import APIException, AuthenticationFailed, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

from portal.shared.errors import InvalidInput
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


class Unprocessable(APIException):
    """Understood, but it cannot be done so."""

    status_code = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, refusal: InvalidInput) -> None:
        super().__init__(_("Sửa các mục nêu trong invalid_params rồi gửi lại."))
        self.errors = {name: str(text) for name, text in refusal.errors.items()}


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's EXCEPTION_HANDLER."""
    if isinstance(error, OperationalError | InterfaceError):
        error = Unavailable()
    elif isinstance(error, TooManyTries):
        error = TooMany(error)
    elif isinstance(error, InvalidInput):
        error = Unprocessable(error)
    response = exception_handler(error, context)
    if response is None:
        return None
    response.data = problem(
        response.status_code, _detail(error), _errors(error), title=_own_title(error)
    )
    request = context["request"]
    request.accepted_renderer, request.accepted_media_type = ProblemRenderer(), MEDIA_TYPE
    return response


def problem(
    status: int, detail: str, errors: dict[str, str] | None = None, *, title: str = ""
) -> dict[str, Any]:
    """The body of an error."""
    title = title or _title(status)
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return body | ({"invalid_params": errors} if errors else {})


def _own_title(error: Exception) -> str:
    """Where the status alone says it wrongly: a program does not sign in."""
    return _("Không xác thực được bên gửi") if isinstance(error, AuthenticationFailed) else ""


def _title(status: int) -> str:
    titles = {
        400: _("Yêu cầu không hợp lệ"),
        401: _("Chưa đăng nhập"),
        403: _("Không có quyền"),
        404: _("Không tìm thấy"),
        405: _("Không dùng được phương thức này"),
        406: _("Không có định dạng này"),
        409: _("Trùng với yêu cầu khác"),
        413: _("Nội dung quá lớn"),
        422: _("Nội dung chưa dùng được"),
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
    if isinstance(error, Unprocessable):
        return error.errors
    if not isinstance(error, ValidationError) or not isinstance(error.detail, dict):
        return {}
    return dict(_flat(error.detail, ""))


def _flat(detail: Any, path: str) -> Iterator[tuple[str, str]]:
    """Errors of nested values by their path: `applicant.birth_date`, `attachments.0.content`."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            is_own = name == api_settings.NON_FIELD_ERRORS_KEY and path
            yield from _flat(inner, path if is_own else f"{path}.{name}".lstrip("."))
    elif any(isinstance(inner, dict) for inner in detail):
        for place, inner in enumerate(detail):
            yield from _flat(inner, f"{path}.{place}")
    elif detail:
        yield path, " ".join(str(text) for text in detail)
