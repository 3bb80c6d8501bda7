"""The four layouts of a result (NĐ 30/2020/NĐ-CP, Phụ lục I and III) and what each needs.

The revision that binds the dossier names its layout. A refusal is always a reply: nobody is handed
a certificate or an extract that says no. `reply` is the paper of before the others came, unchanged.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypedDict

from django.utils.translation import gettext as _

from dossiers.models import Dossier
from portal.agencies.models import Agency
from services.models import Revision

Template = Revision.ResultTemplate

# "Nhãn: nội dung", one line of what a register or a certificate says.
_ROW = re.compile(r"^([^:.;]{2,60}):\s+(\S.*)$")
_ARTICLE = re.compile(r"^(Điều\s+\d{1,3}\.)\s+(\S.*)$")
# What stands behind an agency's own name.
_PLACE = re.compile(r"\s+(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn)\s+\S.*$")


class Row(TypedDict):
    """One line of facts."""

    label: str
    value: str


@dataclass(frozen=True)
class Layout:
    """One way to set a result."""

    template: str
    # The sheet of the press (templates/pdf/<paper>.css).
    paper: str
    # What stands behind the number: `15/XN-STP`; empty: the symbol of a reply, as before.
    symbol: str
    more: Callable[[Dossier, list[str]], dict[str, Any]]


def layout_of(dossier: Dossier, *, approved: bool) -> Layout:
    """The layout of this dossier's result."""
    chosen = dossier.revision.result_template if approved else Template.REPLY
    return _LAYOUTS[chosen]


def symbol_of(agency: Agency) -> str:
    """The abbreviation of an agency: `STP` of Sở Tư pháp, `UBND` of every people's committee."""
    if agency.name.startswith("Ủy ban nhân dân"):
        return "UBND"
    words = _PLACE.sub("", agency.name).replace(",", " ").split()
    return "".join(word[0].upper() for word in words if word != "và")


def _as_before(dossier: Dossier, paragraphs: list[str]) -> dict[str, Any]:
    return {}


def _with_rows(dossier: Dossier, paragraphs: list[str]) -> dict[str, Any]:
    """Lines like "Tình trạng án tích: Không có án tích" join the facts of the person."""
    rows, texts = [], []
    for paragraph in paragraphs:
        row = _ROW.match(paragraph)
        if row:
            rows.append(Row(label=row[1].strip(), value=row[2]))
        else:
            texts.append(paragraph)
    return {
        "rows": rows,
        "paragraphs": texts,
        "issuer": dossier.handling_agency.name,
        "receivers": _receivers(dossier, _owner(dossier)),
    }


def _in_articles(dossier: Dossier, paragraphs: list[str]) -> dict[str, Any]:
    """The officer's own articles, or three around what was written."""
    found = [_ARTICLE.match(paragraph) for paragraph in paragraphs]
    own = bool(found) and found[0] is not None
    return {
        "matter": _matter(dossier),
        "issuer": _who_decides(dossier.handling_agency),
        "articles": _articles(paragraphs) if own else [],
        "receivers": _receivers(dossier, _owner(dossier)),
    }


def _articles(paragraphs: list[str]) -> list[dict[str, str]]:
    """Each article with its label; what follows it within has none."""
    return [
        {"label": article[1], "text": article[2]} if article else {"label": "", "text": paragraph}
        for paragraph in paragraphs
        for article in [_ARTICLE.match(paragraph)]
    ]


def _matter(dossier: Dossier) -> str:
    """`cấp Phiếu lý lịch tư pháp…`: the name of the procedure within a sentence."""
    name = str(dossier.revision.name)
    first, _space, _rest = name.partition(" ")
    # Only a plain word goes down: "UBND" and "Đăng Ký" stay as they are.
    return name[0].lower() + name[1:] if first[1:].islower() or len(first) == 1 else name


def _who_decides(agency: Agency) -> str:
    if agency.name.startswith("Ủy ban nhân dân"):
        return agency.name
    if agency.name.startswith("Sở"):
        return _("Giám đốc %(agency)s") % {"agency": agency.name}
    return _("Thủ trưởng %(agency)s") % {"agency": agency.name}


def _owner(dossier: Dossier) -> str:
    return _("Ông (bà) %(name)s") % {"name": dossier.applicant["full_name"]}


def _receivers(dossier: Dossier, first: str) -> list[str]:
    return [first, dossier.receiving_agency.name, _("Lưu: VT, hồ sơ")]


_LAYOUTS: dict[str, Layout] = {
    Template.REPLY: Layout("pdf/results/reply.html", "a4", "", _as_before),
    Template.CERTIFICATE: Layout("pdf/results/certificate.html", "nd30", "XN", _with_rows),
    Template.DECISION: Layout("pdf/results/decision.html", "nd30", "QĐ", _in_articles),
    Template.EXTRACT: Layout("pdf/results/extract.html", "nd30", "TL", _with_rows),
}
