"""The head of every document: agency, number, place and date (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from dossiers.models import Dossier
from portal.agencies.models import Agency
from portal.shared.clock import PROVINCE_TIME

_DIGITS_OF_DATE_AND_NUMBER = 11  # YYMMDD-XXXX


@dataclass(frozen=True)
class Letterhead:
    """What the templates print on top."""

    parent: str
    agency: str
    number: str
    place_and_date: str


def of_counter(dossier: Dossier, at: datetime, suffix: str) -> Letterhead:
    """Documents of the counter that receives the dossier."""
    return _letterhead(dossier.receiving_agency, dossier, at, suffix)


def of_handling_agency(dossier: Dossier, at: datetime, suffix: str) -> Letterhead:
    """Documents of the agency that handles the dossier."""
    return _letterhead(dossier.handling_agency, dossier, at, suffix)


def _letterhead(agency: Agency, dossier: Dossier, at: datetime, suffix: str) -> Letterhead:
    return Letterhead(
        parent=_short(agency.parent.name) if agency.parent else "",
        agency=agency.name,
        number=f"{running_number(dossier)}/{suffix}",
        place_and_date=place_and_date(agency, at),
    )


def _short(parent: str) -> str:
    """The usual abbreviation in the line above the agency's own name."""
    return parent.replace("Ủy ban nhân dân", "UBND", 1)


def running_number(dossier: Dossier) -> str:
    """`220322-0001`: unique within the agency, as the code of the dossier is."""
    return str(dossier.code)[-_DIGITS_OF_DATE_AND_NUMBER:]


def place_and_date(agency: Agency, at: datetime) -> str:
    """`Quảng Nam, ngày 05 tháng 3 năm 2022`: zeros before days under 10 and months 1 and 2."""
    day = at.astimezone(PROVINCE_TIME)
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return _("%(place)s, ngày %(day)s tháng %(month)s năm %(year)s") % {
        "place": _place(agency),
        "day": f"{day.day:02d}",
        "month": month,
        "year": day.year,
    }


def _place(agency: Agency) -> str:
    """The name of the place without its kind: `Tam Tiến` of `Xã Tam Tiến`."""
    if agency.unit is None:
        return settings.PROVINCE_NAME
    words_of_kind = len(agency.unit.kind.split("-"))
    return " ".join(agency.unit.name.split()[words_of_kind:]) or agency.unit.name
