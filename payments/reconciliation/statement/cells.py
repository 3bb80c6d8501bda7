"""Days and amounts as people and banks write them. Each raises ValueError with words for the
person."""

import re
from datetime import date

from django.utils.translation import gettext as _

MOST_DIGITS = 13
_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
# Some banks add the time of the day.
_TIME = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$")
_UNIT = re.compile(r"(đồng|vnđ|vnd|đ|₫)", re.IGNORECASE)
_SPACE = re.compile(r"[\s\u00a0\u202f]+")
_PLAIN = re.compile(r"[0-9]+")
# Thousands by dots or by commas, all of them alike; what follows the other mark is a fraction.
_GROUPED = re.compile(
    r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,0{1,2})?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.0{1,2})?"
)
_NO_FRACTION = re.compile(r"([0-9]+)[.,]0{1,2}")


def read_day(text: str, *, today: date) -> date:
    """`22/03/2022`, `2022-03-22`, with or without a time; not in the future."""
    bare = _TIME.sub("", text.strip())
    try:
        day = _day(bare)
    except ValueError as error:
        raise ValueError(
            _("“%(text)s” không phải ngày; ghi như 22/03/2022 hoặc 2022-03-22.")
            % {"text": _shown(text)}
        ) from error
    if day > today:
        raise ValueError(
            _("ngày %(text)s còn ở tương lai; kiểm tra lại ngày và tháng.") % {"text": _shown(text)}
        )
    return day


def _day(text: str) -> date:
    iso = _ISO_DAY.fullmatch(text)
    if iso:
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    written = _DAY.fullmatch(text)
    if not written:
        raise ValueError(text)
    return date(int(written[3]), int(written[2]), int(written[1]))


def read_amount(text: str) -> int:
    """Whole đồng, not zero: `100000`, `100.000 đ`, `-100,000`, `(100.000)`, `100.000,00 VND`."""
    bare = _SPACE.sub("", _UNIT.sub("", text)).replace("−", "-").replace("–", "-")
    bracketed = bare.startswith("(") and bare.endswith(")")
    negative = bracketed or bare.startswith("-")
    if bracketed:
        bare = bare[1:-1]
    elif bare[:1] in ("-", "+"):
        bare = bare[1:]
    digits = _digits(bare, text)
    if len(digits) > MOST_DIGITS:
        raise ValueError(_("“%(text)s” lớn quá.") % {"text": _shown(text)})
    if int(digits) == 0:
        raise ValueError(_("số tiền bằng 0; bỏ dòng này khỏi tệp."))
    return -int(digits) if negative else int(digits)


def _digits(bare: str, text: str) -> str:
    if _PLAIN.fullmatch(bare):
        return bare
    grouped = _GROUPED.fullmatch(bare)
    if grouped:
        # The last mark that is followed by fewer than three digits opens a fraction of zeros.
        whole = re.sub(r"[.,]0{1,2}$", "", bare)
        return re.sub(r"[.,]", "", whole)
    whole_only = _NO_FRACTION.fullmatch(bare)
    if whole_only:
        return whole_only[1]
    raise ValueError(
        _("“%(text)s” không phải số tiền tính bằng đồng; ghi như 100000, 100.000 hoặc -50.000.")
        % {"text": _shown(text)}
    )


def _shown(text: str) -> str:
    return text[:40]
