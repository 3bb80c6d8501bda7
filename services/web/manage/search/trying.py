"""The box "Thử tìm": what a question would find now, and why."""

from dataclasses import dataclass

from services.search.lexicon import make_lexicon
from services.search.pages import Filters, search_page
from services.web.service_list import Result

SHOWN = 5


@dataclass(frozen=True)
class Trial:
    """What was typed, how it is understood, the first results."""

    typed: str
    readings: tuple[str, ...]
    mended: str
    near: bool
    event: str
    results: tuple[Result, ...]


def try_search(typed: str) -> Trial | None:
    """With the present state of all words, not what processes remember. None when empty."""
    typed = typed.replace("\0", "").strip()
    if not typed:
        return None
    page = search_page(typed, Filters(), known=make_lexicon())
    return Trial(
        typed=typed,
        readings=tuple(reading.phrase for reading in page.question.readings),
        mended=page.mended,
        near=page.near,
        event=page.question.event.title if page.question.event else "",
        results=tuple(Result.of(revision, page) for revision in page.revisions[:SHOWN]),
    )
