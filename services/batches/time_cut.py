"""Cắt giảm thời hạn: the local time limit shortened by so many percent."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from services.batches.selection import Selection
from services.batches.wish import LeftOut, Wish
from services.content import RevisionContent
from services.models import Revision

# Chỉ thị of a province ask for 10, 20, 30 %; more than half is a mistake of typing.
LEAST_PERCENT, MOST_PERCENT = 1, 50


def shortened(value: int, percent: int) -> int:
    """So many percent less, rounded up to whole units, never below 1: 10 % of 15 days leave 14."""
    return max(1, math.ceil(value * (100 - percent) / 100))


def cut(content: RevisionContent, percent: int) -> RevisionContent:
    """The content with its shorter limit; the legal limit stays. Raises LeftOut where there is
    nothing to shorten."""
    if content.time_value is None or content.time_unit == Revision.TimeUnit.SAME_DAY:
        raise LeftOut(_("Thời hạn không tính bằng ngày nên giữ nguyên."))
    after = shortened(content.time_value, percent)
    if after >= content.time_value:
        words = {"days": content.time_value, "percent": percent}
        sentence = ngettext(
            "%(days)d ngày giảm %(percent)d%% làm tròn lên vẫn như cũ.",
            "%(days)d ngày giảm %(percent)d%% làm tròn lên vẫn như cũ.",
            content.time_value,
        )
        raise LeftOut(sentence % words)
    return replace(content, time_value=after)


def time_cut_wishes(wanted: Mapping[str, Any]) -> Iterator[Wish]:
    """One wish for each procedure of the selection, in the order of codes."""
    selection, percent = Selection.from_json(wanted["selection"]), int(wanted["percent"])

    def make(before: RevisionContent | None) -> RevisionContent:
        if before is None:
            raise LeftOut(_("Thủ tục không còn áp dụng."))
        return cut(before, percent)

    for line, code in enumerate(selection.all_codes(), start=1):
        yield Wish(line, code, "", make)
