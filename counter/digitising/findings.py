"""What is wrong with a page, in words that say how to mend it.

Colour and at least 200 dots an inch (SCAN_MIN_DPI) are asked of an electronic copy of a paper by
NĐ 30/2020/NĐ-CP, Phụ lục I; the other findings are ours, so that the copy can be read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

LOW_DPI, BLANK, BLURRED, DARK = "low_dpi", "blank", "blurred", "dark"
BLACK_AND_WHITE, DUPLICATE, UNREADABLE = "black_and_white", "duplicate", "unreadable"
NOT_UPRIGHT = "not_upright"


@dataclass(frozen=True)
class Finding:
    """One thing; `may_be_accepted`: the clerk may say that it is right as it is."""

    code: str
    short: str
    text: str
    may_be_accepted: bool


def finding(code: str, measured: dict[str, Any]) -> Finding:
    """The words for a code, with what was measured on the page."""
    dpi, least = measured.get("dpi", 0), settings.SCAN_MIN_DPI
    if code == LOW_DPI and measured.get("assumed"):
        text = _(
            "Ảnh chụp chỉ đạt khoảng %(dpi)d dpi nếu giấy khổ A4, cần ít nhất %(least)d dpi. Hãy "
            "chụp gần hơn để tờ giấy đầy khung hình; giấy nhỏ hơn A4 thì bấm “Vẫn dùng”."
        )
        return Finding(code, _("Độ phân giải thấp"), text % {"dpi": dpi, "least": least}, True)
    if code == LOW_DPI:
        text = _(
            "Độ phân giải %(dpi)d dpi, cần ít nhất %(least)d dpi. Hãy quét lại ở %(least)d–300 dpi."
        )
        return Finding(code, _("Độ phân giải thấp"), text % {"dpi": dpi, "least": least}, False)
    if code == NOT_UPRIGHT:
        return Finding(code, *_turned(measured.get("turn", 0)), True)
    short, text = _words()[code]
    return Finding(code, short, text, code != UNREADABLE)


def findings_of(measured: dict[str, Any], extra: Iterable[str] = ()) -> list[Finding]:
    """What still stands against a page: what was measured, and `extra` codes, without what the
    clerk has accepted."""
    accepted = set(measured.get("accepted", ()))
    codes = [*measured.get("findings", ()), *extra]
    return [finding(code, measured) for code in codes if code not in accepted]


def _turned(clockwise: int) -> tuple[str, str]:
    if clockwise == 180:
        return _("Lộn ngược"), _(
            "Trang có vẻ lộn ngược. Hãy bấm “Xoay phải” hai lần; nếu đã đúng chiều thì bấm “Vẫn "
            "dùng”."
        )
    if clockwise == 270:
        return _("Nằm ngang"), _(
            "Trang có vẻ nằm ngang. Hãy bấm “Xoay trái”; nếu đã đúng chiều thì bấm “Vẫn dùng”."
        )
    return _("Nằm ngang"), _(
        "Trang có vẻ nằm ngang. Hãy bấm “Xoay phải”; nếu đã đúng chiều thì bấm “Vẫn dùng”."
    )


def _words() -> dict[str, tuple[str, str]]:
    return {
        BLANK: (
            _("Trang trắng"),
            _("Trang trắng. Hãy bỏ trang này; nếu giấy thật sự để trống thì bấm “Vẫn dùng”."),
        ),
        BLURRED: (
            _("Mờ"),
            _("Trang bị mờ, chữ khó đọc. Hãy lau mặt kính rồi quét lại, hoặc chụp lại cho rõ nét."),
        ),
        DARK: (
            _("Tối"),
            _("Trang quá tối. Hãy tăng độ sáng khi quét, hoặc chụp lại ở nơi đủ ánh sáng."),
        ),
        BLACK_AND_WHITE: (
            _("Đen trắng"),
            _("Trang chỉ có đen trắng. Bản sao điện tử phải quét màu; hãy quét lại ở chế độ màu."),
        ),
        DUPLICATE: (
            _("Trùng"),
            _("Trang này đã có trong lượt này. Hãy bỏ bớt một trang; nếu cố ý thì bấm “Vẫn dùng”."),
        ),
        UNREADABLE: (
            _("Không đọc được"),
            _("Không mở được trang này. Hãy quét lại trang rồi thêm lại."),
        ),
    }
