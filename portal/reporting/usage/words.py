"""Figures of use in honest words: each with what it was counted from."""

from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from dossiers.models import Dossier
from portal.reporting.models import ProcedureUsage

# Of fewer dossiers a median says more about chance than about the agency.
ENOUGH = 5


def handling_time(usage: ProcedureUsage) -> str:
    """How long it takes, as a sentence; of too few dossiers it says so instead."""
    if usage.timed == 0 or usage.median_days is None or usage.p90_days is None:
        return _("Chưa có hồ sơ nào có kết quả trong 12 tháng qua.")
    if usage.timed < ENOUGH:
        return _("Mới có %(count)d hồ sơ có kết quả, chưa đủ để nói mất bao lâu.") % {
            "count": usage.timed
        }
    return _(
        "Một nửa số hồ sơ xong trong %(median)s ngày, chín phần mười xong trong %(p90)s ngày (tính "
        "trên %(count)d hồ sơ; ngày lịch từ lúc tiếp nhận, kể cả ngày nghỉ và lúc chờ công dân)."
    ) % {
        "median": number(usage.median_days),
        "p90": number(usage.p90_days),
        "count": usage.timed,
    }


def number(days: Decimal | None) -> str:
    """`6.0` as `6`, `6.5` as `6,5`; nothing for nothing."""
    if days is None:
        return ""
    return number_format(f"{days:.1f}".removesuffix(".0"))


def drop_out(usage: ProcedureUsage) -> str:
    """How many gave up, of how many who began."""
    if not usage.started:
        return _("Chưa công dân nào tự điền trong 12 tháng qua.")
    return _("%(left)d trên %(started)d công dân tự điền rồi bỏ dở (%(percent)s%%).") % {
        "left": usage.left,
        "started": usage.started,
        "percent": percent(usage.left, usage.started),
    }


def sources(usage: ProcedureUsage) -> list[dict[str, Any]]:
    """Each provenance by itself: its label, its count, and its share of what was filed."""
    return [
        {
            "label": label,
            "count": usage.filed_by_source.get(source, 0),
            "percent": percent(usage.filed_by_source.get(source, 0), usage.filed),
        }
        for source, label in Dossier.Provenance.choices
        if usage.filed
    ]


def percent(part: int, whole: int) -> str:
    """With one decimal place: `12,5`."""
    return number_format(f"{100 * part / whole:.1f}".removesuffix(".0"))
