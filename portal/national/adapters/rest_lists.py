"""Reading what the other side has, list by list, page by page."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from portal.national.adapters.port import (
    DaySummary,
    EndpointError,
    NotOfferedError,
    TheirDossier,
    TheirProcedure,
)
from portal.national.adapters.rest_transport import NOT_FOUND, OK, RestTransport, failure

NOT_OFFERED = frozenset({404, 405, 501})


class RestLists:
    """What the other side has of this province."""

    def __init__(self, transport: RestTransport, *, province: str) -> None:
        self._transport = transport
        self._province = province

    def days(self, since: date | None) -> Iterator[DaySummary]:
        """Day by day, the oldest first. Raises EndpointError, NotOfferedError."""
        asked = {} if since is None else {"since": since.isoformat()}
        yield from _rows(self._ask("/api/v1/comparison/days", **asked), "days", _day)

    def dossiers_of(self, day: date) -> Iterator[TheirDossier]:
        """By code. Raises EndpointError, NotOfferedError."""
        for content in self._pages(f"/api/v1/comparison/days/{day.isoformat()}"):
            yield from _rows(content, "dossiers", _dossier)

    def procedures(self) -> Iterator[TheirProcedure]:
        """By code. Raises EndpointError, NotOfferedError."""
        for content in self._pages("/api/v1/procedures"):
            yield from _rows(content, "procedures", _procedure)

    def keys_of(self, code: str) -> list[str] | None:
        """The keys of the dossier's messages, in order; None when it is unknown there."""
        said = self._transport.get(f"/api/v1/dossiers/{quote(code, safe='')}/")
        if said.status == NOT_FOUND and isinstance(said.content, Mapping):
            return None
        if said.status != OK:
            raise failure(said)
        return list(_rows(said.content, "states", lambda row: _text(row["idempotencyKey"])))

    def _pages(self, path: str) -> Iterator[Mapping[str, Any]]:
        asked: dict[str, str] = {}
        seen: set[str] = set()
        while True:
            content = self._ask(path, **asked)
            yield content
            following = content.get("next")
            if following is None:
                return
            # A list that leads back would be read for ever.
            if not isinstance(following, str) or following in seen:
                raise _malformed("next")
            seen.add(following)
            asked = {"after": following}

    def _ask(self, path: str, **asked: str) -> Mapping[str, Any]:
        query = urlencode({"province": self._province, **asked})
        said = self._transport.get(f"{path}?{query}")
        if said.status in NOT_OFFERED:
            raise NotOfferedError(
                _("Cổng quốc gia không có địa chỉ %(path)s (mã %(status)s).")
                % {"path": path, "status": said.status}
            )
        if said.status != OK:
            raise failure(said)
        if not isinstance(said.content, Mapping):
            raise _malformed("{}")
        return said.content


def _rows(content: Any, name: str, read: Any) -> Iterator[Any]:
    try:
        rows = [read(row) for row in content[name]]
    except (KeyError, TypeError, ValueError) as error:
        raise _malformed(name) from error
    yield from rows


def _malformed(name: str) -> EndpointError:
    return EndpointError(
        _("Cổng quốc gia trả lời danh sách không đúng cấu trúc (%(name)s).") % {"name": name}
    )


def _day(row: Mapping[str, Any]) -> DaySummary:
    return DaySummary(
        day=date.fromisoformat(row["day"]),
        dossiers=_count(row["dossiers"]),
        states=_count(row["states"]),
        digest=_count(row["digest"]),
    )


def _dossier(row: Mapping[str, Any]) -> TheirDossier:
    return TheirDossier(
        code=_text(row["code"]), status=_count(row["status"]), states=_count(row["states"])
    )


def _procedure(row: Mapping[str, Any]) -> TheirProcedure:
    if not isinstance(row["inForce"], bool):
        raise TypeError("inForce")
    return TheirProcedure(
        code=_text(row["code"]),
        name=_text(row["name"]),
        level=_count(row["level"]),
        in_force=row["inForce"],
    )


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("not a count")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
