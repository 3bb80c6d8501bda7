"""`/apiVXP/login` and `/apiVXP/`: POST JSON, the call is named in `service`."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from outside.national_stub import faults
from outside.national_stub.province_calls import with_faults
from outside.national_stub.session_form import lists, sessions
from outside.national_stub.session_form.declare import declare
from outside.national_stub.session_form.progress import report
from outside.national_stub.session_form.replies import (
    REFUSED,
    SESSION_LOST,
    UNREADABLE,
    Verdict,
    bad,
    good,
    lists_records,
    verdicts,
)

Content = Mapping[str, Any]
MOST = 1000


@require_POST
def login(request: HttpRequest) -> HttpResponse:
    """`{username, password}` -> `{session, error_code}`."""
    content = _content(request)
    if content is None:
        return _unreadable()

    def answer(_request: HttpRequest) -> HttpResponse:
        username, password = (str(content.get(name, "")) for name in ("username", "password"))
        session = sessions.log_in(username, password)
        if session is None:
            return bad(REFUSED, "Sai tên đăng nhập hoặc mật khẩu.")
        return good(session=session)

    return with_faults("login", answer)(request)


@require_POST
def call(request: HttpRequest) -> HttpResponse:
    """`{session, madonvi, service, …}`."""
    content = _content(request)
    if content is None:
        return _unreadable()
    service = str(content.get("service", ""))
    if service not in SERVICES:
        return bad(REFUSED, f"Không có dịch vụ “{service[:40]}”.")
    endpoint, serve = SERVICES[service]

    def answer(_request: HttpRequest) -> HttpResponse:
        lost = faults.strikes("expire_sessions", endpoint=endpoint)
        if lost or not sessions.is_valid(str(content.get("session", ""))):
            return bad(SESSION_LOST, "Phiên làm việc đã hết hạn hoặc không hợp lệ.")
        province = str(content.get("madonvi", ""))[:10]
        return serve(content, province) if province else bad(REFUSED, "Thiếu madonvi.")

    return with_faults(endpoint, answer)(request)


def _declare(content: Content, province: str) -> HttpResponse:
    updating = str(content.get("isUpdating", "false")).lower() == "true"
    return _each(content, lambda records: declare(records, updating=updating))


def _report(content: Content, province: str) -> HttpResponse:
    return _each(content, lambda steps: report(steps, sender=province))


def _each(content: Content, take: Callable[[Sequence[Any]], list[Verdict]]) -> HttpResponse:
    """Each record by itself; or, where answers name no records, all of them or none."""
    records = content.get("data")
    if not isinstance(records, list) or not 0 < len(records) <= MOST:
        return bad(REFUSED, f"“data” là danh sách từ 1 đến {MOST} bản ghi.")
    if lists_records():
        return verdicts(take(records))
    with transaction.atomic():
        refusals = [refusal for _code, refusal in take(records) if refusal]
        transaction.set_rollback(bool(refusals))
    return bad(REFUSED, refusals[0]) if refusals else good()


def _procedures(content: Content, province: str) -> HttpResponse:
    return good(data=lists.procedures(province))


def _procedure(content: Content, province: str) -> HttpResponse:
    found = lists.procedure(province, str(content.get("maTTHC", "")))
    return bad(REFUSED, "Thủ tục chưa tồn tại.") if found is None else good(data=found)


def _dossier(content: Content, province: str) -> HttpResponse:
    found = lists.dossier(province, str(content.get("mahoso", "")))
    return bad(REFUSED, "Hồ sơ chưa tồn tại.") if found is None else good(data=found)


# What each call is to the faults on demand.
SERVICES: dict[str, tuple[str, Callable[[Content, str], HttpResponse]]] = {
    "DongBoHoSoMC": ("declarations", _declare),
    "CapNhatTienDoHoSoMC": ("states", _report),
    "LayDanhSachTTHC": ("comparison", _procedures),
    "LayThuTuc": ("comparison", _procedure),
    "TraCuuHoSo": ("comparison", _dossier),
}


def _content(request: HttpRequest) -> Content | None:
    try:
        content = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, Mapping) else None


def _unreadable() -> HttpResponse:
    return bad(UNREADABLE, "Nội dung không phải là một đối tượng JSON.")
