"""The text of the QR code on a căn cước card, as a scanner types it.

`number|old number|name|birth date|sex|address|issue date`, dates as ddmmyyyy; the old number may be
empty and newer cards add more parts behind (they are not read).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from portal.accounts.identity import OLDEST_YEAR, clean_name
from portal.accounts.models import Citizen
from portal.agencies.queries import communes_by_district
from portal.shared import clock
from portal.shared.errors import InvalidInput
from portal.shared.folding import fold
from portal.shared.identity import personal_number
from portal.shared.identity.errors import IdentityError

SEPARATOR = "|"
PARTS = 7

_SEX = {"nam": Citizen.Sex.MALE, "nu": Citizen.Sex.FEMALE}
_KIND = re.compile(r"^(?:xa|phuong|thi tran|p|tt|x|huyen|thi xa|thanh pho|tp|tx|h|tinh|t)[. ]+")


# Where a card ends and the next one was scanned behind it.
_ANOTHER = re.compile(r"\d{12}$")


class UnreadableCard(ValueError):
    """`str(error)` is a Vietnamese sentence that says what to do."""


@dataclass(frozen=True)
class IdentityCard:
    """What the card says of its holder."""

    identity_number: str
    old_number: str
    full_name: str
    birth_date: date
    sex: str
    address: str
    issued_on: date | None

    def as_json(self) -> dict[str, Any]:
        """For Intake.typed."""
        return {
            "identity_number": self.identity_number,
            "old_number": self.old_number,
            "full_name": self.full_name,
            "birth_date": self.birth_date.isoformat(),
            "sex": self.sex,
            "address": self.address,
            "issued_on": self.issued_on.isoformat() if self.issued_on else "",
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "IdentityCard":
        """The card that `as_json` wrote."""
        issued_on = kept["issued_on"]
        return cls(
            **{
                **kept,
                "birth_date": date.fromisoformat(kept["birth_date"]),
                "issued_on": date.fromisoformat(issued_on) if issued_on else None,
            }
        )


def looks_like_card(text: str) -> bool:
    """Whether somebody scanned a card into the field (or something that looks like one)."""
    return SEPARATOR in text


def read_card(text: str) -> IdentityCard:
    """The card whose QR code holds this text. Raises UnreadableCard."""
    parts = [_clean(part) for part in text.split(SEPARATOR)]
    if len(parts) < PARTS:
        raise UnreadableCard(
            _(
                "Mã QR này không phải của thẻ căn cước (chỉ đọc được %(count)d phần, cần 7). Quét "
                "lại mã ở góc trên bên phải mặt trước thẻ, hoặc nhập số định danh."
            )
            % {"count": len(parts)}
        )
    number, old_number, name, birth_date, sex, address, issued_on = parts[:PARTS]
    if _ANOTHER.search(issued_on):
        raise UnreadableCard(_("Ô này có mã của hơn một thẻ. Hãy xóa ô rồi quét lại một thẻ."))
    return IdentityCard(
        identity_number=_number(number),
        old_number=old_number if old_number.isascii() and old_number.isdigit() else "",
        full_name=_name(name),
        birth_date=_birth_date(birth_date),
        sex=_sex(sex, number),
        address=address[:300],
        issued_on=_day(issued_on),
    )


def guess_address(address: str) -> tuple[str, str]:
    """The code of the commune that a card's address ends with, and the line before it.

    Empty code: not found, or not the only one of that name; then the line is the whole address.
    Places outside the province give `outside`.
    """
    parts = [part.strip() for part in address.split(",") if part.strip()]
    if len(parts) < 3:
        return "", address
    *before, commune, district, province = parts
    if _bare(province) != fold(settings.PROVINCE_NAME):
        return "outside", address
    codes = [
        code
        for each in communes_by_district()
        if _bare(each.name) == _bare(district)
        for code, name in each.communes
        if _bare(name) == _bare(commune)
    ]
    if len(codes) != 1:
        return "", address
    return codes[0], ", ".join(before)


def _clean(part: str) -> str:
    """In one Unicode form, with single spaces, without what cannot be seen."""
    one_form = unicodedata.normalize("NFC", part)
    return " ".join(
        "".join(" " if unicodedata.category(char) == "Cc" else char for char in one_form).split()
    )


def _number(text: str) -> str:
    try:
        return personal_number.parse(text).text
    except IdentityError as error:
        raise UnreadableCard(
            _("Mã QR quét bị lỗi ở số định danh. Quét lại, hoặc nhập số trên thẻ.")
        ) from error


def _name(text: str) -> str:
    try:
        name = clean_name(text)
    except InvalidInput as error:
        raise UnreadableCard(_broken_name()) from error
    if not name:
        raise UnreadableCard(_broken_name())
    return name


def _broken_name() -> str:
    return _(
        "Họ tên quét từ thẻ bị lỗi chữ: máy quét cần đặt bảng mã Unicode (UTF-8). Nhập số định "
        "danh trên thẻ thay cho quét."
    )


def _birth_date(text: str) -> date:
    found = _day(text)
    if found is None or not OLDEST_YEAR <= found.year <= clock.today().year:
        raise UnreadableCard(
            _("Mã QR quét bị lỗi ở ngày sinh. Quét lại, hoặc nhập số định danh trên thẻ.")
        )
    return found


def _sex(text: str, number: str) -> str:
    return _SEX.get(fold(text)) or personal_number.parse(number).sex


def _day(text: str) -> date | None:
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        return None
    try:
        return date(int(text[4:]), int(text[2:4]), int(text[:2]))
    except ValueError:
        return None


def _bare(name: str) -> str:
    """`Xã Tam Tiến` and `TAM TIẾN` become `tam tien`; `Phường 1` and `1` become `1`."""
    return _KIND.sub("", fold(name))
