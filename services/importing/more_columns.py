"""The columns that a table of procedures may have besides."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from services.importing.row import More
from services.models import Revision

AUDIENCES = {
    "công dân": Revision.Audience.CITIZEN.value,
    "doanh nghiệp": Revision.Audience.BUSINESS.value,
}
WHOLE = re.compile(r"\d{1,3}")
LONGEST_ITEM = 500


def mistakes_of_more(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The mistakes as pairs of column and sentence."""
    for each in _items(cells.get("audience", "").lower()):
        if each not in AUDIENCES:
            words = {"value": each, "known": "; ".join(AUDIENCES)}
            yield "audience", _("không có giá trị “%(value)s”; điền: %(known)s.") % words
    yield from _mistakes_of_legal_time(cells)
    for column in ("legal_basis", "results"):
        if any(len(each) > LONGEST_ITEM for each in _items(cells.get(column, ""))):
            yield column, _("mỗi mục dài tối đa %(limit)d ký tự.") % {"limit": LONGEST_ITEM}


def _mistakes_of_legal_time(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    legal, local = cells.get("legal_time_value", ""), cells["time_value"].replace(",", ".")
    if not legal:
        return
    if not WHOLE.fullmatch(legal):
        yield (
            "legal_time_value",
            _("“%(value)s” không phải số ngày; ghi số nguyên, ví dụ 10.") % {"value": legal},
        )
    elif re.fullmatch(r"\d{1,3}(\.5)?", local) and float(local) > int(legal):
        yield (
            "time_value",
            _("thời hạn %(local)s dài hơn thời hạn luật cho phép (%(legal)s).")
            % {
                "local": cells["time_value"],
                "legal": legal,
            },
        )


def more_of(cells: dict[str, str]) -> More:
    """What cells without mistakes say."""
    audiences = tuple(AUDIENCES[each] for each in _items(cells.get("audience", "").lower()))
    legal = cells.get("legal_time_value", "")
    return More(
        audiences=tuple(dict.fromkeys(audiences)) or None,
        legal_time_value=int(legal) if legal else None,
        legal_basis=_items(cells.get("legal_basis", "")) or None,
        results=_items(cells.get("results", "")) or None,
    )


def _items(cell: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in cell.split(";") if part.strip())
