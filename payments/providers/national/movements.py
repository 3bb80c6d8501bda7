"""The platform's own book of a day, page by page (the form of the list is our assumption)."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from payments.providers.base import Movement
from payments.providers.errors import ProviderUnavailable
from payments.providers.national.amount import read_amount
from payments.providers.national.client import ask
from payments.providers.national.order import VERSION
from payments.providers.national.reference import MOMENT, attempt_key_of, written
from payments.providers.national.signature import ABOUT_A_DAY, sign
from portal.shared import clock

MOST_PAGES = 1000


def movements_of(day: date) -> Iterator[Movement]:
    """Every payment of the day. Raises ProviderUnavailable for a list that cannot be read: a list
    that is read in part would show payments as missing."""
    for page in range(1, MOST_PAGES + 1):
        answer = ask("reconcile", _question(day, page))
        if str(answer.get("MaLoi", "")) != "00" or not isinstance(answer.get("DanhSach"), list):
            raise ProviderUnavailable(f"RECONCILE: {answer.get('MaLoi', 'no code')}")
        for row in answer["DanhSach"]:
            yield _movement(row)
        if not answer.get("ConTrang"):
            return
    raise ProviderUnavailable("RECONCILE: a list without an end")


def _question(day: date, page: int) -> dict[str, Any]:
    message = {
        "LoaiBanTin": "RECONCILE",
        "PhienBan": VERSION,
        "MaDoiTac": settings.NATIONAL_PAYMENT_PARTNER,
        "NgayDoiSoat": day.strftime("%Y%m%d"),
        "TrangSo": str(page),
        "ThoiGianGD": written(clock.now()),
    }
    return {**message, "MaXacThuc": sign(message, ABOUT_A_DAY, settings.NATIONAL_PAYMENT_SECRET)}


def _movement(row: Mapping[str, Any]) -> Movement:
    try:
        moment = datetime.strptime(str(row["ThoiGianTT"]), MOMENT)  # noqa: DTZ007 - made aware below
        return Movement(
            kind="payment",
            reference=str(row["MaGiaoDich"]),
            amount_vnd=read_amount(row["SoTien"]),
            currency=str(row["MaTienTe"]).lower(),
            at=timezone.make_aware(moment),
            attempt_key=attempt_key_of(str(row["MaThamChieu"])),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ProviderUnavailable("RECONCILE: a line that cannot be read") from error
