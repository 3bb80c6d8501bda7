"""`GET /metrics`: the line's figures in the text format of Prometheus."""

from collections.abc import Iterator
from hmac import compare_digest
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from portal.national.models import Endpoint
from portal.national.queries.cases import open_count
from portal.national.queries.throughput import delivered_today
from portal.national.queries.watch import Line, line

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# A request that came through a proxy bears one of these; it is not of this machine then.
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")
LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")


def metrics(request: HttpRequest) -> HttpResponse:
    """With METRICS_TOKEN set, for who bears it; without it, for this machine alone."""
    if not _may_read(request):
        raise PermissionDenied(_("Số liệu này chỉ dành cho hệ thống giám sát."))
    registry = CollectorRegistry(auto_describe=False)
    try:
        registry.register(_Figures(line(), delivered_today(), open_count()))
    except DatabaseError:
        return HttpResponse("# database\n", status=503, content_type=CONTENT_TYPE)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE)


class _Figures(Collector):
    """What was read, once."""

    def __init__(self, seen: Line, delivered: int, cases: int) -> None:
        self._seen = seen
        self._delivered = delivered
        self._cases = cases

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Every figure; the docs say what each means (docs/operate-national.md)."""
        seen = self._seen
        backlog = GaugeMetricFamily(
            "motcua_national_backlog", "Messages not delivered (stops at 100001)", labels=["kind"]
        )
        oldest = GaugeMetricFamily(
            "motcua_national_oldest_seconds",
            "Age of the oldest message whose line does not wait for a person",
            labels=["kind"],
        )
        for each in seen.backlogs:
            backlog.add_metric([each.kind], each.count)
            age = (seen.at - each.oldest).total_seconds() if each.oldest else 0
            oldest.add_metric([each.kind], max(age, 0))
        yield backlog
        yield oldest
        up = GaugeMetricFamily(
            "motcua_national_endpoint_up", "1 while the endpoint answers", labels=["endpoint"]
        )
        for name in Endpoint.Name.values:
            known = seen.endpoints.get(name)
            if known:
                up.add_metric([name], 0 if known.down_since else 1)
        yield up
        for name, words, value in (
            ("delivered_today", "Messages delivered since midnight", self._delivered),
            ("parked", "Lines that wait for a person", seen.parked),
            ("held_back", "Lines that fail and are tried again", seen.held_back),
            ("slowest_seconds_last_hour", "Slowest delivery", seen.slowest_ms / 1000),
            ("open_cases", "Cases for the person in charge (stops at 1001)", self._cases),
            ("delivery_up", "1 while a process delivers", int(seen.lead.is_held)),
        ):
            yield GaugeMetricFamily(f"motcua_national_{name}", words, value=value)


def _may_read(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    if token:
        given = request.headers.get("Authorization", "")
        return compare_digest(given.encode(), f"Bearer {token}".encode())
    return _is_of_this_machine(request)


def _is_of_this_machine(request: HttpRequest) -> bool:
    """A proxy on this machine would make everybody local: its headers and the portal's own name
    give that away."""
    if any(name in request.headers for name in FORWARDED):
        return False
    if request.get_host().rsplit(":", 1)[0] not in LOCAL_NAMES:
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
