"""The body of a filing: its exact bytes, then JSON that can be stored."""

import json
from typing import Any, NoReturn

from django.conf import settings
from django.http import HttpRequest, UnreadablePostError
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ParseError

MEGABYTE = 1024 * 1024
_MAX_DEPTH = 20


class TooLarge(APIException):
    """More than this address takes."""

    status_code = 413


def read_bytes(request: HttpRequest) -> bytes:
    """All of the body, at most what the address takes. Raises TooLarge, ParseError."""
    most = settings.LARGER_BODIES.get(request.path, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    try:
        body = request.read(most + 1)
    except UnreadablePostError:
        raise ParseError(_("Yêu cầu bị ngắt giữa chừng. Hãy gửi lại.")) from None
    if len(body) > most:
        words = _("Nội dung gửi lớn hơn %(most)d MB.")
        raise TooLarge(words % {"most": most // MEGABYTE})
    return body


def read_object(body: bytes) -> dict[str, Any]:
    """A JSON object without what a database cannot keep. Raises ParseError naming the place."""
    try:
        found = json.loads(body.decode(), parse_constant=_refuse_number, parse_float=_number)
    except (ValueError, RecursionError):
        words = _("Nội dung gửi không phải JSON đúng (UTF-8). Hãy kiểm tra rồi gửi lại.")
        raise ParseError(words) from None
    if not isinstance(found, dict):
        raise ParseError(_("Nội dung gửi phải là một đối tượng JSON."))
    _refuse_unusable(found)
    return found


def _number(text: str) -> float:
    """JSON allows 1e999; nobody else does."""
    number = float(text)
    return _refuse_number(text) if number in (float("inf"), float("-inf")) else number


def _refuse_number(text: str) -> NoReturn:
    raise ValueError(text)


def _refuse_unusable(found: Any) -> None:
    """Walk without recursion: what was sent decides how deep it is."""
    waiting: list[tuple[str, Any, int]] = [("", found, 0)]
    while waiting:
        place, value, depth = waiting.pop()
        if depth > _MAX_DEPTH:
            raise ParseError(_("Nội dung gửi lồng nhau quá 20 tầng."))
        if isinstance(value, str):
            _refuse_text(place, value)
        elif isinstance(value, list):
            waiting += [(f"{place}.{n}", each, depth + 1) for n, each in enumerate(value)]
        elif isinstance(value, dict):
            for key, each in value.items():
                _refuse_text(place, key)
                waiting.append((f"{place}.{key}", each, depth + 1))


def _refuse_text(place: str, text: str) -> None:
    if "\0" in text or not _is_whole(text):
        words = _("Ở “%(place)s” có ký tự NUL hoặc ký tự hỏng. Hãy bỏ ký tự đó rồi gửi lại.")
        raise ParseError(words % {"place": _printable(place)})


def _is_whole(text: str) -> bool:
    """JSON can say half a character (`\\ud800`); UTF-8 cannot."""
    try:
        text.isascii() or text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _printable(place: str) -> str:
    return place.lstrip(".")[:60].encode("ascii", "backslashreplace").decode()
