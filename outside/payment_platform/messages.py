"""The messages of the partner: one address for each kind."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from outside.payment_platform import faults, ledger
from outside.payment_platform.config import current
from outside.payment_platform.moments import read
from outside.payment_platform.paper import paper
from outside.payment_platform.results import fields_of
from outside.payment_platform.signature import ABOUT_ONE, INIT, is_right
from outside.payment_platform.states import PAID
from outside.serving.database import transaction
from outside.serving.dropping import drop

Message = dict[str, Any]
LONGEST_LIFE = timedelta(hours=24)
AMOUNT = re.compile(r"[1-9][0-9]{0,14}")
NUL = rb"\u0000"  # no database takes it
SIGNATURE_WRONG, UNKNOWN = "97", "01"


class Malformed(Exception):
    """The body is no message."""


def message_of(request: HttpRequest) -> Message:
    """The body as an object. Raises Malformed."""
    try:
        message = json.loads(request.body)
        written = json.dumps(message, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Malformed from error
    if not isinstance(message, dict) or NUL in written:
        raise Malformed
    return message


def init(request: HttpRequest) -> HttpResponse:
    """A page for a payment; the same reference again brings the same page."""
    try:
        message = message_of(request)
    except Malformed:
        return _no("2", "Bản tin sai định dạng.")
    if not _is_partners(message, INIT):
        return _no("1", "Mã xác thực không đúng.")
    problem = _problem_of(message)
    if problem:
        return _no("2", problem)
    with transaction() as connection:
        row = ledger.create(connection, message, _end_of(message))
        crash = faults.hits(connection, "crash_after_create")
    if crash:
        return drop(request)
    if (row["amount"], row["init"]["MaTienTe"]) != (int(message["SoTien"]), message["MaTienTe"]):
        return _no("3", "Mã tham chiếu đã dùng cho giao dịch khác.")
    address = f"{current().public_url}/pay/{row['page']}"
    told = json.dumps({"MaThamChieu": row["reference"], "UrlThanhToan": address})
    return JsonResponse({"error_code": "0", "message": told})


def _no(code: str, words: str) -> JsonResponse:
    return JsonResponse({"error_code": code, "message": words})


def _is_partners(message: Message, names: list[str]) -> bool:
    config = current()
    return message.get("MaDoiTac") == config.partner and is_right(message, names, config.secret)


def _problem_of(message: Message) -> str:
    """Why the platform does not take it; empty when it does."""
    if message["LoaiBanTin"] != "INIT" or message["PhienBan"] != "1.0.6":
        return "Loại bản tin hoặc phiên bản không đúng."
    if message["MaTienTe"] != "VND":
        return "Chỉ nhận đồng Việt Nam."
    if not AMOUNT.fullmatch(str(message["SoTien"])):
        return "Số tiền không hợp lệ."
    try:
        parts = [int(part["SoTien"]) for part in message["ThongTinBienLai"]["DSKhoanNop"]]
    except (KeyError, TypeError, ValueError):
        return "Thông tin biên lai không hợp lệ."
    return "" if sum(parts) == int(message["SoTien"]) else "Tổng các khoản nộp khác số tiền."


def _end_of(message: Message) -> datetime:
    latest = datetime.now(UTC) + LONGEST_LIFE
    try:
        return min(read(str(message["ThoiGianHetHan"])), latest)
    except (KeyError, ValueError):
        return latest


def query(request: HttpRequest) -> HttpResponse:
    """How a transaction stands."""
    return _about_one(request, "QUERY", lambda connection, row: row)


def cancel(request: HttpRequest) -> HttpResponse:
    """Nobody shall pay it any more; answered as QUERY is."""
    with transaction() as connection:
        if faults.hits(connection, "cancel_unknown"):
            return HttpResponse(status=404)
    return _about_one(request, "CANCEL", ledger.cancel)


def _about_one(
    request: HttpRequest, kind: str, do: Callable[[Any, ledger.Row], ledger.Row]
) -> HttpResponse:
    config = current()
    try:
        message = message_of(request)
    except Malformed:
        return JsonResponse({"MaLoi": "02", "MoTaLoi": "Bản tin sai định dạng."})
    if message.get("LoaiBanTin") != kind or not _is_partners(message, ABOUT_ONE):
        return JsonResponse({"MaLoi": SIGNATURE_WRONG, "MoTaLoi": "Mã xác thực không đúng."})
    with transaction() as connection:
        row = ledger.by_reference(connection, str(message["MaThamChieu"]))
        if row is None or row["init"]["ThoiGianGD"] != message["ThoiGianGD"]:
            return JsonResponse({"MaLoi": UNKNOWN, "MoTaLoi": "Không có giao dịch này."})
        row = do(connection, row)
    return JsonResponse(
        {
            "LoaiBanTin": kind,
            "MaLoi": "00",
            "MoTaLoi": "",
            **fields_of(row, config),
            "TrangThaiGD": row["state"],
        }
    )


def receipt(request: HttpRequest) -> HttpResponse:
    """The receipt of a paid transaction as a PDF."""
    try:
        message = message_of(request)
    except Malformed:
        return JsonResponse({"MaLoi": "02", "MoTaLoi": "Bản tin sai định dạng."})
    if not _is_partners(message, ABOUT_ONE):
        return JsonResponse({"MaLoi": SIGNATURE_WRONG, "MoTaLoi": "Mã xác thực không đúng."})
    with transaction() as connection:
        row = ledger.by_reference(connection, str(message["MaThamChieu"]))
    if row is None or row["state"] != PAID:
        return JsonResponse({"MaLoi": UNKNOWN, "MoTaLoi": "Chưa có biên lai."})
    return HttpResponse(paper(row), content_type="application/pdf")
