"""JSON over HTTP as the REST form speaks it: problem details (RFC 9457), proof of the sender."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.national.adapters.credentials import Credentials
from portal.national.adapters.exchange import Exchange, Reply
from portal.national.adapters.port import EndpointError

OK, UNAUTHORISED, NOT_FOUND = 200, 401, 404
# The endpoint says that it takes nothing from us now, whatever the message.
NOT_THE_MESSAGE = frozenset({401, 403, 404, 405, 429, 501, 502, 503, 504})
# How far the clocks may be apart before it is worth a word.
CLOCK_GAP = timedelta(minutes=2)
DETAIL_LENGTH = 300


@dataclass(frozen=True)
class Said:
    """An answer in JSON, and a word about its clock when that is far from ours."""

    status: int
    content: Any
    clock_words: str

    @property
    def detail(self) -> str:
        """The detail of a problem, with the word about the clock; empty without one."""
        content = self.content if isinstance(self.content, Mapping) else {}
        return joined(short(content.get("detail")), self.clock_words)


class RestTransport:
    """Speaks to `<url>`; used by several threads at once."""

    def __init__(
        self, *, url: str, sender: str, credentials: Credentials, exchange: Exchange
    ) -> None:
        self._url = url.rstrip("/")
        self._sender = sender
        self._credentials = credentials
        self._exchange = exchange

    def post(self, target: str, content: Mapping[str, object]) -> Said:
        """Send JSON. Raises EndpointError unless the answer is JSON."""
        body = json.dumps(content, ensure_ascii=False).encode()
        return _said(self._call("POST", target, body, signed=body))

    def get(self, target: str) -> Said:
        """Ask for `target` (path and query). Raises EndpointError unless the answer is JSON."""
        return _said(self._call("GET", target, b"", signed=target.encode()))

    def _call(self, method: str, target: str, body: bytes, *, signed: bytes) -> Reply:
        reply, sent = self._once(method, target, body, signed)
        if reply.status == UNAUTHORISED and self._credentials.renew(sent):
            reply, _sent = self._once(method, target, body, signed)
        return reply

    def _once(
        self, method: str, target: str, body: bytes, signed: bytes
    ) -> tuple[Reply, Mapping[str, str]]:
        proof = self._credentials.headers(signed)
        headers = {"X-Sender": self._sender, "Accept": "application/json", **proof}
        if body:
            headers["Content-Type"] = "application/json"
        return self._exchange(method, self._url + target, body=body, headers=headers), proof


def failure(said: Said) -> EndpointError:
    """What an answer means that is no success."""
    reason = joined(
        _("Cổng quốc gia trả lời mã %(status)s.") % {"status": said.status}, said.detail
    )
    return EndpointError(reason, may_be_the_message=said.status not in NOT_THE_MESSAGE)


def joined(*parts: str) -> str:
    """The sentences one after the other, without the empty ones."""
    return " ".join(part for part in parts if part)


def short(text: object) -> str:
    """What the other side wrote, as one line that fits a table; empty for anything but text."""
    return " ".join(text.split())[:DETAIL_LENGTH] if isinstance(text, str) else ""


def _said(reply: Reply) -> Said:
    clock_words = _clock_words(reply.headers.get("Date", ""))
    try:
        return Said(reply.status, json.loads(reply.body), clock_words)
    except (ValueError, RecursionError) as error:
        if reply.status != OK:
            raise failure(Said(reply.status, None, clock_words)) from error
        raise EndpointError(unreadable(reply), may_be_the_message=True) from error


def unreadable(reply: Reply) -> str:
    """In words, how an answer is no JSON."""
    if not reply.body.strip():
        return _("Cổng quốc gia trả lời rỗng.")
    if "html" in reply.kind.lower() or reply.body.lstrip()[:1] == b"<":
        return _("Cổng quốc gia trả lời bằng trang web (HTML) thay vì dữ liệu JSON.")
    return _("Cổng quốc gia trả lời không đúng định dạng (%(kind)s).") % {"kind": reply.kind[:60]}


def _clock_words(date: str) -> str:
    """How far the other side's clock is ahead of ours or behind; empty up to CLOCK_GAP."""
    try:
        theirs = parsedate_to_datetime(date)
    except (TypeError, ValueError):
        return ""
    gap = _aware(theirs) - timezone.now()
    if abs(gap) <= CLOCK_GAP:
        return ""
    minutes = round(abs(gap).total_seconds() / 60)
    if gap > timedelta(0):
        words = _("Đồng hồ của cổng quốc gia nhanh %(minutes)d phút so với cổng tỉnh.")
    else:
        words = _("Đồng hồ của cổng quốc gia chậm %(minutes)d phút so với cổng tỉnh.")
    return words % {"minutes": minutes}


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
