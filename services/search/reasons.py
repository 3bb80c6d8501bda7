"""Why a procedure was found, in words, and which words of its name were asked for."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from services.models import Revision
from services.search.pages import ResultPage
from services.search.question import Reading
from services.search.tokens import code_words, places, words


@dataclass(frozen=True)
class Part:
    """A part of a name; `asked` says that it is a word that was looked for."""

    text: str
    asked: bool


def name_parts(name: str, reading: Reading | None) -> list[Part]:
    """The name cut where a word that was looked for begins or ends."""
    if reading is None:
        return [Part(name, False)]
    parts: list[Part] = []
    end = 0
    for token in places(name):
        if _is_asked(token.folded, reading):
            if token.start > end:
                parts.append(Part(name[end : token.start], False))
            parts.append(Part(name[token.start : token.end], True))
            end = token.end
    parts.append(Part(name[end:], False))
    return _joined([part for part in parts if part.text])


def reasons(revision: Revision, page: ResultPage) -> list[str]:
    """In words, the strongest first; empty in a list without a question."""
    reading = page.readings.get(revision.procedure_id)
    if reading is None:
        return []
    found = [*_event(revision, page), *_code(revision, page), *_sayings(reading)]
    name = [token.folded for token in places(revision.procedure.name)]
    in_name = [word for word in reading.words if _is_in(word, name, reading)]
    rest = [word for word in dict.fromkeys(reading.words) if word not in in_name]
    if in_name and not found:
        found.append(_("Khớp tên thủ tục"))
    if page.mended:
        found.append(_("Theo cách viết “%(phrase)s”") % {"phrase": page.mended})
    return found + _elsewhere(revision, rest, reading, page)


def _event(revision: Revision, page: ResultPage) -> list[str]:
    event = page.question.event
    if event and revision.procedure_id in event.procedures:
        return [_("Thuộc sự kiện “%(event)s”") % {"event": event.title}]
    return []


def _code(revision: Revision, page: ResultPage) -> list[str]:
    code = code_words(revision.procedure.code)
    return [_("Khớp mã thủ tục")] if set(code) & set(page.question.typed) else []


def _sayings(reading: Reading) -> list[str]:
    text = _("“%(said)s” được hiểu là “%(meant)s”")
    return [
        text % {"said": saying.said, "meant": saying.shown[meaning]}
        for saying, meaning in reading.sayings
    ]


def _elsewhere(
    revision: Revision, rest: list[str], reading: Reading, page: ResultPage
) -> list[str]:
    """Where the words are that the name does not have: sector, agency, or nowhere."""
    if page.question.event or not rest:
        return []
    sector = words(revision.procedure.sector.name)
    agency = words(revision.agency_text)
    if revision.handling_agency:
        agency += words(revision.handling_agency.present.name)
    found = []
    if any(_is_in(word, sector, reading) for word in rest):
        found.append(_("Khớp lĩnh vực “%(name)s”") % {"name": revision.procedure.sector.name})
    if any(_is_in(word, agency, reading) for word in rest if word not in sector):
        found.append(_("Khớp tên cơ quan thực hiện"))
    code = code_words(revision.procedure.code)
    missing = [word for word in rest if not _is_in(word, [*sector, *agency, *code], reading)]
    if missing:
        found.append(_("Không có từ: %(words)s") % {"words": ", ".join(_typed(missing, page))})
    return found


def _typed(missing: list[str], page: ResultPage) -> list[str]:
    """As they were typed, where that is known."""
    typed = dict(page.question.spelt)
    return [typed.get(word, word) for word in missing]


def _is_in(word: str, there: list[str], reading: Reading) -> bool:
    return word in there or (
        word == reading.words[-1] and any(each.startswith(word) for each in there)
    )


def _is_asked(word: str, reading: Reading) -> bool:
    return word in reading.words or word.startswith(reading.words[-1])


def _joined(parts: list[Part]) -> list[Part]:
    """`lý`, ` `, `lịch` are marked as one."""
    found: list[Part] = []
    for place, part in enumerate(parts):
        between = part.text == " " and 0 < place < len(parts) - 1
        asked = part.asked or (between and parts[place - 1].asked and parts[place + 1].asked)
        if found and found[-1].asked == asked:
            found[-1] = Part(found[-1].text + part.text, asked)
        else:
            found.append(Part(part.text, asked))
    return found
