"""Reads the papers asked for out of one cell: parts between semicolons, with their counts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.text import slugify

from portal.shared.folding import fold
from services.content import PaperContent

# The records this catalogue comes from cut long names off at 200 or 230 characters.
CUT_LENGTHS = range(194, 233)
KEY_LENGTH = 40

_ORIGINALS = re.compile(
    r"\bBC\s*(\d)\b|\b(\d+)\s*BC\b|bản chính:\s*(\d+)|\b0?(\d) bản chính\b", re.I
)
_COPIES = re.compile(r"\bBS\s*(\d)\b|\b(\d+)\s*BS\b|bản sao:\s*(\d+)|\b0?(\d) bản sao\b", re.I)
_COUNTS = (
    re.compile(r"\[[^\]]*\b(BC|BS)\b[^\]]*\]"),
    re.compile(r"[–-]\s*Bản (chính|sao):\s*\d+", re.I),
    re.compile(r"\(\s*(0?\d )?bản (chính|sao)(:\s*\d+)?(,\s*bản sao:\s*\d+)?\s*\)", re.I),
    re.compile(r",\s*\d bản chính$", re.I),
)
_LITTER = (
    re.compile(r"Số lượng:"),
    re.compile(r"Link tải mẫu"),
    re.compile(r"\(?\b[\w.]*\.docx\)?(\s*\|)?"),
    re.compile(r",1\.M\w+"),
    re.compile(r"Mẫu số:\s*\d+ ĐP\.docx\s*\|"),
    re.compile(r"^\(\d+\)\s*"),
    re.compile(r"\(A\.I\.\w+ [^)]*\)"),
)
_DECLARATION = re.compile(
    r"(mẫu (tờ khai|đơn|hộ tịch điện tử)|biểu mẫu điện tử|(bản chính )?tờ khai|đơn |giấy đề nghị"
    r"|phiếu yêu cầu|phiếu khai báo|bản khai)",
    re.I,
)
_ONLY_SOMETIMES = re.compile(
    r"\bnếu\b|trường hợp|ủy quyền|uỷ quyền|mang thai hộ|tùy (vào|theo|đối tượng)|đối với"
    r"|một trong (những|các)|^(các )?giấy tờ (khác|liên quan|bổ sung)",
    re.I,
)
_SHOWN_IN_PERSON = re.compile(r"^xuất trình\b:?\s*", re.I)


def parse_papers(cell: str, *, online: bool) -> tuple[PaperContent, ...]:
    """The papers named in a `documents` cell, each once, in its order.

    `[BC n]` is a number of originals, `[BS n]` of copies. A paper asked for only in some cases is
    not required. With `online` the declaration is filled in on the portal, so that its paper form
    is not required either, and says so.
    """
    papers: dict[str, PaperContent] = {}
    for paper in _papers(cell, online=online):
        papers.setdefault(fold(paper.name), paper)
    if not papers:
        return (_any_other_paper(),)
    return tuple(_with_unique_keys(papers.values()))


def _papers(cell: str, *, online: bool) -> Iterator[PaperContent]:
    for part in re.split(r";|\n", cell):
        name = _clean(part)
        if name:
            yield _paper(name, part, online=online)


def _paper(name: str, part: str, *, online: bool) -> PaperContent:
    paper = PaperContent(
        key=slugify(fold(name))[:KEY_LENGTH].strip("-"),
        name=name,
        required=not _ONLY_SOMETIMES.search(name),
        originals=_count(_ORIGINALS, part),
        copies=_count(_COPIES, part),
    )
    if _DECLARATION.match(name) and online:
        return replace(
            paper, required=False, note="Kê khai trực tuyến trên cổng thay cho giấy này."
        )
    if _SHOWN_IN_PERSON.match(name):
        shown = _SHOWN_IN_PERSON.sub("", name)
        return replace(
            paper,
            name=_capitalised(shown),
            required=False,
            note="Chỉ xuất trình khi đến quầy, không phải nộp.",
        )
    return paper


def _clean(part: str) -> str:
    text = part
    for pattern in (*_COUNTS, *reversed(_LITTER)):
        text = pattern.sub(" ", text)
    text = " ".join(text.split()).strip(" .,;|–-")
    return _capitalised(_without_torn_end(text, was_cut=len(text) in CUT_LENGTHS))


def _without_torn_end(text: str, *, was_cut: bool) -> str:
    """A name that was cut off ends at its last whole clause, with an ellipsis."""
    opened = text.rfind("(")
    torn = opened > text.rfind(")")
    if torn and opened > 0:
        return text[:opened].rstrip(" ,") + ("…" if was_cut else "")
    if not was_cut:
        return text
    end = max(text.rfind(". "), text.rfind(", "))
    kept = text[:end] if end > len(text) // 2 else text.rsplit(" ", 1)[0]
    return kept.rstrip(" ,.") + "…"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _count(pattern: re.Pattern[str], part: str) -> int:
    found = pattern.search(part)
    if not found:
        return 0
    number = int(next(group for group in found.groups() if group))
    return min(number, 9)


def _with_unique_keys(papers: Iterable[PaperContent]) -> Iterator[PaperContent]:
    seen: dict[str, int] = {}
    for paper in papers:
        key = paper.key or "paper"
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            suffix = f"-{seen[key]}"
            key = key[: KEY_LENGTH - len(suffix)] + suffix
        yield replace(paper, key=key)


def _any_other_paper() -> PaperContent:
    return PaperContent(
        key="other",
        name="Giấy tờ liên quan đến yêu cầu (nếu có)",
        required=False,
        note="Quyết định công bố không nêu giấy tờ phải nộp kèm.",
    )
