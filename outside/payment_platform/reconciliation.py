"""The list of a day's payments, page by page (its form is our assumption)."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from outside.payment_platform.config import current
from outside.payment_platform.messages import SIGNATURE_WRONG, Malformed, message_of
from outside.payment_platform.moments import read, written
from outside.payment_platform.signature import ABOUT_A_DAY, is_right
from outside.serving.database import transaction

PAGE_SIZE = 200
ONE_MORE = PAGE_SIZE + 1
OF_A_DAY = """
    SELECT * FROM transaction
    WHERE state = '1' AND ended_at >= %(start)s AND ended_at < %(start)s + interval '1 day'
    ORDER BY ended_at, seq LIMIT %(most)s OFFSET %(after)s
"""


def reconcile(request: HttpRequest) -> HttpResponse:
    """What was paid on `NgayDoiSoat`, the page `TrangSo`."""
    try:
        message = message_of(request)
    except Malformed:
        return JsonResponse({"MaLoi": "02", "MoTaLoi": "Bản tin sai định dạng."})
    if not is_right(message, ABOUT_A_DAY, current().secret):
        return JsonResponse({"MaLoi": SIGNATURE_WRONG, "MoTaLoi": "Mã xác thực không đúng."})
    try:
        start, page = read(f"{message['NgayDoiSoat']}000000"), int(message["TrangSo"])
    except ValueError:
        return JsonResponse({"MaLoi": "02", "MoTaLoi": "Ngày hoặc trang không đúng."})
    given = {"start": start, "most": ONE_MORE, "after": max(page - 1, 0) * PAGE_SIZE}
    with transaction() as connection:
        rows = connection.execute(OF_A_DAY, given).fetchall()
    return JsonResponse(
        {
            "MaLoi": "00",
            "MoTaLoi": "",
            "DanhSach": [_line(row) for row in rows[:PAGE_SIZE]],
            "ConTrang": len(rows) > PAGE_SIZE,
        }
    )


def _line(row: dict[str, Any]) -> dict[str, str]:
    return {
        "MaThamChieu": row["reference"],
        "MaGiaoDich": row["number"],
        "SoTien": str(row["received"]),
        "MaTienTe": row["currency"],
        "MaNganHang": row["bank"],
        "ThoiGianTT": written(row["ended_at"]),
    }
