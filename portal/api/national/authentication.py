"""The national portal proves itself by a signature; no session, no cookie, no account."""

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import APIException, AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from portal.api.body import read_bytes
from portal.national.inbound.signature import (
    NotSigned,
    check_sender,
    check_signature,
    is_offered,
)

SCHEME = "HMAC-SHA256"
_HEADERS = {
    "X-Sender": "Bên gửi: DVCQG",
    "X-Timestamp": "Thời điểm gửi, số giây tính từ 01/01/1970; lệch tối đa 300 giây",
    "X-Signature": (
        "sha256=<hex>: HMAC-SHA256 trên <X-Timestamp>.<nội dung>; với GET, nội dung là đường dẫn "
        "kèm tham số"
    ),
}


@dataclass(frozen=True)
class Signed:
    """A request that the national portal has sent."""

    sender: str
    signature: str
    body: bytes


class NotOffered(APIException):
    """This portal has no secret to check signatures with."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE


class NationalSignature(BaseAuthentication):
    """Sets `request.auth` to a Signed. The body is read here, once, for its exact bytes."""

    def authenticate(self, request: Request) -> tuple[AnonymousUser, Signed]:
        """Raises AuthenticationFailed (401), NotOffered (503), TooLarge (413)."""
        if not is_offered():
            raise NotOffered(_("Cổng này chưa kết nối nhận hồ sơ từ Cổng Dịch vụ công quốc gia."))
        sender, timestamp, signature = (request.headers.get(name, "") for name in _HEADERS)
        is_read = request.method in ("GET", "HEAD", "OPTIONS")
        try:
            check_sender(sender, timestamp)
            body = b"" if is_read else read_bytes(request._request)
            message = request._request.get_full_path().encode() if is_read else body
            check_signature(timestamp, message, signature)
        except NotSigned as refusal:
            raise AuthenticationFailed(str(refusal)) from refusal
        return AnonymousUser(), Signed(sender, signature, body)

    def authenticate_header(self, request: Request) -> str:
        """The scheme that 401 names."""
        return SCHEME


class NationalSignatureScheme(OpenApiAuthenticationExtension):
    """How the description tells it: three headers, all of them needed."""

    target_class = NationalSignature
    name = ["nationalSender", "nationalTimestamp", "nationalSignature"]

    def get_security_definition(self, auto_schema: object) -> list[dict[str, str]]:
        """The headers."""
        return [
            {"type": "apiKey", "in": "header", "name": name, "description": words}
            for name, words in _HEADERS.items()
        ]


class IsNationalPortal(BasePermission):
    """Lets in what is signed."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Everything else has been refused before."""
        return isinstance(request.auth, Signed)
