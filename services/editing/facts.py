"""The facts of a procedure: what it is called, who handles it, how long it takes, on what it
stands, what comes out of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from portal.agencies.models import Agency
from portal.shared import clock
from services.content import LegalText, RevisionContent
from services.editing.texts import Typed
from services.importing.checking import CODE, MAX_AGENCY, MAX_NAME
from services.levels import is_online
from services.models import Revision, Sector

MAX_NOTE = 2_000
MAX_LAW, MAX_RESULT = 500, 300
MAX_ROWS = 30
MAX_DAYS = 999


@dataclass(frozen=True)
class Facts:
    """The facts as they were typed. A day of `laws` is a date or None."""

    name: str
    sector: str
    local_code: str
    level: int
    agency_level: str
    audiences: tuple[str, ...]
    agency_text: str
    handling_agency_code: str
    receiving_agency_code: str
    time_unit: str
    time_value: int | None
    legal_time_value: int | None
    clock_rule: str
    time_note: str
    return_channels: tuple[str, ...]
    laws: Sequence[tuple[str, date | None]] = ()
    results: Sequence[str] = ()
    # Empty: as it was.
    result_template: str = ""


def set_facts(content: RevisionContent, facts: Facts) -> RevisionContent:
    """The content with these facts. Raises InvalidInput with every mistake."""
    typed = Typed()
    names = _names(typed, facts)
    agencies = _agencies(typed, facts)
    time = _time(typed, facts)
    rows = _rows(typed, facts)
    _channels(typed, facts)
    typed.settle()
    return replace(
        content,
        level=facts.level,
        audiences=facts.audiences,
        return_channels=facts.return_channels,
        result_template=facts.result_template or content.result_template,
        **names,
        **agencies,
        **time,
        **rows,
    )


def _names(typed: Typed, facts: Facts) -> dict[str, Any]:
    local_code = typed.line("local_code", facts.local_code, most=40)
    if local_code and not CODE.fullmatch(local_code):
        typed.refuse(
            "local_code", _("Nhập mã tại tỉnh dạng 2.000488.000.00.00.H47, hoặc để trống.")
        )
    sector = typed.line("sector", facts.sector, most=200, missing=_("Chọn lĩnh vực."))
    if sector and not Sector.objects.filter(name=sector).exists():
        typed.refuse("sector", _("Không có lĩnh vực này trong danh mục. Hãy chọn lại."))
    return {
        "name": typed.line("name", facts.name, most=MAX_NAME, missing=_("Nhập tên thủ tục.")),
        "sector": sector,
        "local_code": local_code,
    }


def _agencies(typed: Typed, facts: Facts) -> dict[str, Any]:
    provincial = facts.agency_level == Agency.Level.PROVINCE
    handling = facts.handling_agency_code if provincial else ""
    found = {
        each.code: each
        for each in Agency.objects.filter(code__in=[handling, facts.receiving_agency_code])
    }
    for place, code in (
        ("handling_agency_code", handling),
        ("receiving_agency_code", facts.receiving_agency_code),
    ):
        words = code and refused_agency(found.get(code))
        if words:
            typed.refuse(place, words)
    text = typed.line("agency_text", facts.agency_text, most=MAX_AGENCY)
    if not text and handling in found:
        text = found[handling].name
    return {
        "agency_level": facts.agency_level,
        "handling_agency_code": handling,
        "receiving_agency_code": facts.receiving_agency_code,
        "agency_text": text,
    }


def refused_agency(agency: Agency | None) -> str:
    """Why work cannot go to this agency; empty when it can."""
    if agency is None:
        return _("Không có cơ quan này. Hãy chọn lại.")
    if agency.closed_on is None:
        return ""
    words = {"name": agency.name, "day": f"{agency.closed_on:%d/%m/%Y}"}
    return _("%(name)s đã giải thể ngày %(day)s. Hãy chọn cơ quan khác.") % words


def _time(typed: Typed, facts: Facts) -> dict[str, Any]:
    same_day = facts.time_unit in ("", Revision.TimeUnit.SAME_DAY)
    value = None if same_day else facts.time_value
    legal = None if same_day else facts.legal_time_value
    for place, number in (("time_value", value), ("legal_time_value", legal)):
        if number is not None and not 1 <= number <= MAX_DAYS:
            typed.refuse(place, _("Nhập số ngày từ 1 đến %(most)d.") % {"most": MAX_DAYS})
    if not same_day and value is None:
        typed.refuse("time_value", _("Nhập số ngày, hoặc chọn “trong ngày”."))
    if value is not None and legal is not None and value > legal:
        words = {"local": value, "legal": legal}
        typed.refuse(
            "time_value",
            _("Thời hạn của tỉnh (%(local)d ngày) dài hơn mức luật cho phép (%(legal)d ngày).")
            % words,
        )
    return {
        "time_unit": facts.time_unit,
        "time_value": value,
        "legal_time_value": legal,
        "clock_rule": facts.clock_rule,
        "time_note": typed.lines("time_note", facts.time_note, most=MAX_NOTE),
    }


def _rows(typed: Typed, facts: Facts) -> dict[str, Any]:
    _not_too_many(typed, "laws", facts.laws)
    _not_too_many(typed, "results", facts.results)
    laws, results = [], []
    for number, (text, ends_on) in enumerate(facts.laws[:MAX_ROWS]):
        missing = _("Nhập tên văn bản, hoặc xóa dòng này.")
        law = typed.line(f"laws-{number}-text", text, most=MAX_LAW, missing=missing)
        if ends_on is not None and ends_on < clock.today():
            words = _("Văn bản đã hết hiệu lực ngày %(day)s. Hãy thay bằng văn bản còn hiệu lực.")
            typed.refuse(f"laws-{number}-ends_on", words % {"day": f"{ends_on:%d/%m/%Y}"})
        laws.append(LegalText(law, ends_on.isoformat() if ends_on else ""))
    for number, text in enumerate(facts.results[:MAX_ROWS]):
        missing = _("Nhập kết quả, hoặc xóa dòng này.")
        place = f"results-{number}-text"
        results.append(typed.line(place, text, most=MAX_RESULT, missing=missing))
    return {"legal_basis": tuple(laws), "results": tuple(results)}


def _not_too_many(typed: Typed, place: str, rows: Sequence[object]) -> None:
    if len(rows) > MAX_ROWS:
        typed.refuse(place, _("Nhiều nhất %(most)d dòng.") % {"most": MAX_ROWS})


def _channels(typed: Typed, facts: Facts) -> None:
    online = Revision.ReturnChannel.ONLINE in facts.return_channels
    if online and not is_online(facts.level):
        typed.refuse(
            "return_channels",
            _("Thủ tục mức độ 2 nộp tại quầy, nên không trả kết quả trực tuyến được."),
        )
