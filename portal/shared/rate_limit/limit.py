"""Spend a limit, or be told to wait."""

import functools
import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from portal.shared.errors import Refusal
from portal.shared.web.errors import too_many_requests

SPEND = """
    INSERT INTO shared_ratecount (key, started_at, count) VALUES (%s, clock_timestamp(), 1)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN shared_ratecount.started_at <= clock_timestamp() - %s * interval '1 s'
            THEN 1 ELSE shared_ratecount.count + 1 END,
        started_at = CASE
            WHEN shared_ratecount.started_at <= clock_timestamp() - %s * interval '1 s'
            THEN clock_timestamp() ELSE shared_ratecount.started_at END
    RETURNING count,
        extract(epoch FROM started_at + %s * interval '1 s' - clock_timestamp())::float8
"""

View = Callable[..., HttpResponse]


class TooManyTries(Refusal):
    """The limit is used up; `seconds` from now it is open again (HTTP 429)."""

    def __init__(self, seconds: int) -> None:
        minutes = math.ceil(seconds / 60)
        super().__init__(
            ngettext(
                "Bạn đã thử quá nhiều lần. Hãy đợi %(minutes)s phút rồi thử lại.",
                "Bạn đã thử quá nhiều lần. Hãy đợi %(minutes)s phút rồi thử lại.",
                minutes,
            )
            % {"minutes": minutes}
        )
        self.seconds = seconds


@dataclass(frozen=True)
class Limit:
    """So many times in so many seconds, for each address or person."""

    name: str
    times: int
    seconds: int

    def spend(self, who: str) -> None:
        """Count one use by `who` (an address, a user's number); raises TooManyTries.

        Call it outside of a transaction that may be rolled back: that would undo the count.
        """
        seconds = self.seconds
        with connection.cursor() as cursor:
            cursor.execute(SPEND, [self._key(who), seconds, seconds, seconds])
            count, left = cursor.fetchone()
        if count > self.times:
            raise TooManyTries(max(1, math.ceil(left)))

    def _key(self, who: str) -> str:
        """The address itself is not kept."""
        return hashlib.sha256(f"{self.name}\x1f{who}".encode()).hexdigest()


def client_address(request: HttpRequest) -> str:
    """The address of the person's machine; behind a proxy as the proxy's header tells it. Of IPv6
    the /64 network: each household has 2^64 addresses of one, and could try with all of them."""
    header = settings.CLIENT_ADDRESS_HEADER
    told = request.headers.get(header, "") if header else ""
    return _network(told.split(",")[-1].strip() or request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ip_network((parsed, 64), strict=False))


def rate_limited(
    limit: Limit,
    *,
    who: Callable[[HttpRequest], str] = client_address,
    methods: tuple[str, ...] = ("POST",),
) -> Callable[[View], View]:
    """Decorate a view: past `limit` it answers with the 429 page and is not called."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def limited(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.method in methods:
                try:
                    limit.spend(who(request))
                except TooManyTries as refusal:
                    return too_many_requests(request, refusal.seconds)
            return view(request, *args, **kwargs)

        return limited

    return decorate
