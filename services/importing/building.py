"""From a checked row and what we wrote by hand to the content of a revision."""

import math

from portal.agencies.models import Agency
from services.content import FeeContent, LegalText, PaperContent, RevisionContent
from services.importing.audiences import audiences_of
from services.importing.handmade import Handmade, SectorNotes
from services.importing.papers import parse_papers
from services.importing.row import ProcedureRow
from services.importing.steps import default_steps
from services.levels import LOWEST_ONLINE, PAPER_ONLY, WHOLLY_ONLINE, is_online
from services.models import FeeItem, Revision, SetBy

INFORMATION_ONLY = "Cung cấp thông tin"
# The source of this catalogue cut names off at 200 characters, a space at the end not counted.
CUT_NAME_LENGTHS = (199, 200)
NO_CHARGE = ("không", "không thu phí", "miễn", "miễn phí")
# Resolutions of the people's council, and the circulars that leave fees to it.
SET_BY_PROVINCE = ("HĐND", "TT 85/2019", "TT 250/2016")
ONE_STOP_RULES = (
    "Nghị định số 61/2018/NĐ-CP (cơ chế một cửa; sửa đổi bởi Nghị định số 107/2021/NĐ-CP)",
    "Nghị định số 45/2020/NĐ-CP (thủ tục hành chính trên môi trường điện tử)",
)
CHANNELS = {
    PAPER_ONLY: (Revision.ReturnChannel.COUNTER,),
    LOWEST_ONLINE: (Revision.ReturnChannel.COUNTER, Revision.ReturnChannel.POST),
    WHOLLY_ONLINE: (
        Revision.ReturnChannel.ONLINE,
        Revision.ReturnChannel.COUNTER,
        Revision.ReturnChannel.POST,
    ),
}


def build(row: ProcedureRow, handmade: Handmade, handling: Agency | None) -> RevisionContent:
    """The content to publish for a row. `handling` is the agency of a provincial procedure."""
    level = level_of(row, handmade)
    fees = _fees(row, handmade)
    return RevisionContent(
        name=_name(row),
        sector=row.sector,
        local_code=row.local_code,
        level=level,
        agency_level=row.agency_level.value,
        agency_text=row.agency_text,
        handling_agency_code=handling.code if handling else "",
        audiences=audiences_of(row.code, row.sector),
        time_value=_whole_days(row),
        time_unit=row.time_unit,
        time_note=_time_note(row, handmade),
        fee_stated=bool(fees) or _is_free(row),
        fee_note=handmade.reworded("fee_note", row.fee_note),
        eform=handmade.eforms.get(row.code, handmade.general_eform),
        legal_basis=tuple(
            LegalText(text) for text in (*_sector(row, handmade).legal_basis, *ONE_STOP_RULES)
        ),
        results=tuple(handmade.results.get(row.code, ())),
        return_channels=tuple(channel.value for channel in CHANNELS[level]),
        source=row.source,
        papers=_papers(row, handmade, online=is_online(level)),
        fees=fees,
        steps=default_steps(row.agency_level),
    )


def _name(row: ProcedureRow) -> str:
    """The official name; where the source cut it off, with an ellipsis."""
    return f"{row.name}…" if len(row.name) in CUT_NAME_LENGTHS else row.name


def level_of(row: ProcedureRow, handmade: Handmade) -> int:
    """The level of the online service (NĐ 43/2011/NĐ-CP).

    Ours where we made the form by hand; else what the file states; else 2 for a procedure that is
    only described online and 3 for all others.
    """
    if row.code in handmade.levels:
        return handmade.levels[row.code]
    if row.online_level is not None:
        return row.online_level
    return PAPER_ONLY if row.online_level_stated.startswith(INFORMATION_ONLY) else LOWEST_ONLINE


def _whole_days(row: ProcedureRow) -> int | None:
    """A begun day counts as a day; the note then states the published number."""
    return None if row.time_value is None else math.ceil(row.time_value)


def _time_note(row: ProcedureRow, handmade: Handmade) -> str:
    note = handmade.reworded("time_note", row.time_note)
    if row.time_value is None or row.time_value == _whole_days(row):
        return note
    published = f"{row.time_value:g}".replace(".", ",")
    return f"Quyết định công bố ghi {published} ngày, tính tròn lên. {note}".strip()


def _is_free(row: ProcedureRow) -> bool:
    return row.fee_vnd == 0 or row.fee_note.lower() in NO_CHARGE


def _sector(row: ProcedureRow, handmade: Handmade) -> SectorNotes:
    return handmade.sectors.get(row.sector, SectorNotes())


def _papers(row: ProcedureRow, handmade: Handmade, *, online: bool) -> tuple[PaperContent, ...]:
    return handmade.papers.get(row.code) or parse_papers(row.documents, online=online)


def _set_by(row: ProcedureRow) -> SetBy:
    """Whose fee it is, as its legal basis says; without a word, the centre's, for those are not
    the province's to lower."""
    by_province = any(word in row.fee_legal_basis for word in SET_BY_PROVINCE)
    return SetBy.PROVINCE if by_province else SetBy.CENTRE


def _fees(row: ProcedureRow, handmade: Handmade) -> tuple[FeeContent, ...]:
    if row.code in handmade.fees:
        return tuple(FeeContent(**fee) for fee in handmade.fees[row.code])
    if not row.fee_vnd:
        return ()
    charge = _sector(row, handmade).charge
    return (
        FeeContent(
            key="fee",
            kind=charge,
            name="Phí" if charge == FeeItem.Kind.FEE else "Lệ phí",
            rule={"kind": "fixed", "amount_vnd": row.fee_vnd},
            legal_basis=handmade.reworded("fee_legal_basis", row.fee_legal_basis),
            set_by=_set_by(row),
        ),
    )
