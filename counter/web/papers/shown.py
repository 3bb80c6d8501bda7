"""What the page of the papers shows: pages sorted to papers, what stands against each."""

import hashlib
import uuid
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from counter.actions.reuse_copy import is_reused
from counter.digitising.earlier import earlier_copies, fitting
from counter.digitising.findings import BLANK, Finding
from counter.digitising.pages import copies_of, findings, pages_of, removed_pages, twins_among
from counter.digitising.papers import papers_of_intake
from counter.digitising.ready import NO_ROOM, Problem, problems_of
from counter.models import Intake, PaperCopy, ScannedPage
from portal.shared import clock

# Keys that send the page in the preview to a paper; digits lead to the steps of the intake.
LETTERS = "qwtyzvgh"
_CHIPS: dict[str, str] = {
    PaperCopy.State.MAKING: "info",
    PaperCopy.State.READY: "success",
    PaperCopy.State.REFUSED: "error",
    PaperCopy.State.SIGNED: "success",
}


@dataclass(frozen=True)
class Card:
    """One page in the tray."""

    page: ScannedPage
    number: int
    findings: list[Finding]
    is_current: bool

    @property
    def version(self) -> str:
        """Changes with the picture."""
        return self.page.picture[-12:-4]

    @property
    def is_new(self) -> bool:
        """Still being prepared."""
        return self.page.state == ScannedPage.State.NEW


@dataclass(frozen=True)
class PaperRow:
    """One paper with its pages. `key` is empty for the pages of no paper."""

    key: str
    name: str
    required: bool
    note: str
    letter: str
    cards: list[Card]
    copy: PaperCopy | None
    offers: list[PaperCopy] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """The id of its part of the page."""
        return f"paper-{self.key}" if self.key else "paper-none"

    @property
    def chip(self) -> str:
        """The colour of the copy's state."""
        return _CHIPS.get(self.copy.state, "neutral") if self.copy else "neutral"

    @property
    def is_frozen(self) -> bool:
        """Signed: its pages stay as they are."""
        return bool(self.copy and self.copy.state == PaperCopy.State.SIGNED)

    @property
    def is_reused(self) -> bool:
        """A copy of an earlier dossier."""
        return bool(self.copy and is_reused(self.copy))


@dataclass(frozen=True)
class Shown:
    """All that the page shows."""

    loose: PaperRow
    rows: list[PaperRow]
    current: Card | None
    current_row: PaperRow | None
    problems: list[Problem]
    removed: list[ScannedPage]
    blanks: int
    unseen: int
    waiting: bool
    stamp: str

    @property
    def page_count(self) -> int:
        """Of all papers, and of none."""
        return sum(len(row.cards) for row in [self.loose, *self.rows])

    @property
    def no_room(self) -> str:
        """Said where pages are added, too: more of them make it worse."""
        return next((one.text for one in self.problems if one.code == NO_ROOM), "")


def shown(intake: Intake, wanted: str = "") -> Shown:
    """Everything, with the page whose key is `wanted` in the preview (else the one that needs
    a look most). A fixed number of queries, however many pages there are."""
    pages, copies = pages_of(intake), copies_of(intake)
    current = _current(pages, wanted, {paper.key for paper in papers_of_intake(intake)})
    twins = twins_among(pages)
    rows = _rows(intake, pages, copies, twins, current)
    loose, papers = rows[0], rows[1:]
    at = next(((row, card) for row in rows for card in row.cards if card.is_current), (None, None))
    cards = [card for row in rows for card in row.cards]
    return Shown(
        loose=loose,
        rows=papers,
        current=at[1],
        current_row=at[0],
        problems=problems_of(intake),
        removed=removed_pages(intake),
        blanks=sum(any(one.code == BLANK for one in card.findings) for card in cards),
        unseen=sum(
            1 for row in papers if row.copy and not row.is_frozen and not row.copy.original_seen_at
        ),
        waiting=_waiting(pages, copies),
        stamp=stamp_of(pages, copies),
    )


def stamp_of(pages: list[ScannedPage], copies: list[PaperCopy]) -> str:
    """Another one when there is something new to show."""
    facts = [(p.pk, p.state, p.position, p.requirement_key, p.picture) for p in pages]
    made = [(c.pk, c.state, c.file, c.original_seen_at) for c in copies]
    return hashlib.sha256(repr((facts, made)).encode()).hexdigest()[:16]


def page_address(intake: Intake, page: uuid.UUID | None = None) -> str:
    """The page of the papers, with this page in the preview."""
    address = reverse("counter:intake_papers", args=[intake.key])
    return f"{address}?page={page}" if page else address


def watches_scanner(intake: Intake) -> bool:
    """Whether a scanner's folder is looked at for this desk."""
    return bool(settings.SCANNER_ROOT) and intake.desk_id is not None


def _rows(
    intake: Intake,
    pages: list[ScannedPage],
    copies: list[PaperCopy],
    twins: set[int],
    current: ScannedPage | None,
) -> list[PaperRow]:
    """The pages of no paper first, then each paper."""
    papers = papers_of_intake(intake)
    asked = {paper.key for paper in papers}
    by_key = {copy.requirement_key: copy for copy in copies}
    earlier = earlier_copies(intake, clock.today())
    cards: dict[str, list[Card]] = {key: [] for key in ["", *asked]}
    for page in pages:
        own = cards[page.requirement_key if page.requirement_key in asked else ""]
        own.append(Card(page, len(own) + 1, findings(page, twins), page == current))
    loose = PaperRow("", _("Chưa xếp"), False, "", "", cards[""], None)
    return [
        loose,
        *(
            PaperRow(
                paper.key, paper.name, paper.required, paper.note, LETTERS[number : number + 1],
                cards[paper.key], by_key.get(paper.key),
                [] if cards[paper.key] or paper.key in by_key else fitting(earlier, paper),
            )
            for number, paper in enumerate(papers)
        ),
    ]  # fmt: skip


def _current(pages: list[ScannedPage], wanted: str, asked: set[str]) -> ScannedPage | None:
    """The page that was asked for; else the first of no paper, else the first with a finding."""
    twins = twins_among(pages)
    return (
        next((page for page in pages if str(page.key) == wanted), None)
        or next((page for page in pages if page.requirement_key not in asked), None)
        or next((page for page in pages if findings(page, twins)), None)
        or next(iter(pages), None)
    )


def _waiting(pages: list[ScannedPage], copies: list[PaperCopy]) -> bool:
    return any(page.state == ScannedPage.State.NEW for page in pages) or any(
        copy.state == PaperCopy.State.MAKING for copy in copies
    )
