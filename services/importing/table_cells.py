"""A content as the cells of a table: what an export writes, and what an import compares with."""

from portal.shared import clock
from services.content import PaperContent, RevisionContent
from services.importing.more_columns import AUDIENCES
from services.importing.row import AGENCY_LEVELS
from services.models import FeeItem
from services.plain_case import plain_quote

LEVEL_WORDS = {level.value: word for word, level in AGENCY_LEVELS.items()}
AUDIENCE_WORDS = {value: word for word, value in AUDIENCES.items()}


def cells_of(code: str, content: RevisionContent) -> dict[str, str]:
    """The text of each column, MORE_COLUMNS included."""
    source = {name: str(value) for name, value in content.source.items()}
    fee = next(iter(content.fees), None)
    return {
        "code": code,
        "code_local_h47": content.local_code,
        "name_vi": content.name,
        "field": content.sector,
        "level": LEVEL_WORDS.get(content.agency_level, ""),
        "agency": content.agency_text,
        "time_value": _number(content.time_value),
        "time_unit": content.time_unit,
        "time_note": content.time_note,
        "fee_vnd": _plain_fee(code, content),
        "fee_note": content.fee_note,
        "fee_legal_basis": fee.legal_basis if fee else "",
        "documents": "; ".join(_paper(paper) for paper in content.papers),
        "online_level_34": str(content.level),
        "online_level_stated": "",
        "as_of": source.get("as_of", ""),
        "confidence": source.get("confidence", ""),
        "memory_columns": source.get("memory_columns", ""),
        "source_url": source.get("source_url", ""),
        "notes": source.get("notes", ""),
        "audience": "; ".join(AUDIENCE_WORDS.get(each, "") for each in content.audiences),
        "legal_time_value": _number(content.legal_time_value),
        "legal_basis": "; ".join(law.text.replace(";", ",") for law in content.legal_basis),
        "results": "; ".join(each.replace(";", ",") for each in content.results),
    }


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _plain_fee(code: str, content: RevisionContent) -> str:
    """What a plain case pays at the counter; empty where no sum is stated."""
    if not content.fee_stated:
        return ""
    items = [FeeItem(**vars(fee)) for fee in content.fees]
    quote = plain_quote(
        items, (), online=False, level=content.level, on=clock.today(), procedure_code=code
    )
    return str(quote.total_vnd)


def _paper(paper: PaperContent) -> str:
    name = paper.name.replace(";", ",")
    counted = (("BC", paper.originals), ("BS", paper.copies))
    counts = " ".join(f"{word} {number}" for word, number in counted if number)
    return f"{name} [{counts}]" if counts else name
