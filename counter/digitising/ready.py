"""Whether the papers of an intake can be signed and filed.

`papers_ready` gives what is to be signed or filed, `problems_of` what stands in the way; the copies
are signed by counter/actions/sign_copies.py. A copy that has become a file of the present dossier
(`attachment`) stays in both until the client's next matter begins.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from counter.digitising.pages import copies_of, pages_of
from counter.digitising.papers import papers_of_intake
from counter.digitising.room import lack_of_room, too_heavy_words
from counter.models import Intake, PaperCopy
from dossiers.models import Attachment

MISSING, MAKING, NOT_SEEN, UNSORTED = "missing", "making", "original_not_seen", "unsorted"
TOO_HEAVY, NO_ROOM = "too_heavy", "no_room"
# Where a problem is mended that no paper alone has.
FILES = "files"


@dataclass(frozen=True)
class Problem:
    """What the clerk has to do first: `requirement_key` empty for pages of no paper, and for what
    all files have together."""

    requirement_key: str
    code: str
    text: str

    @property
    def place(self) -> str:
        """The key of the refusal, and of the link to where it is mended."""
        return FILES if self.code == NO_ROOM else f"paper-{self.requirement_key}"


def papers_ready(intake: Intake) -> list[PaperCopy]:
    """The copies that passed their checks (READY), and those that are signed already (SIGNED: of
    an earlier dossier, or signed a moment ago), in the order of the procedure's papers."""
    order = {paper.key: number for number, paper in enumerate(papers_of_intake(intake))}
    usable = (PaperCopy.State.READY, PaperCopy.State.SIGNED)
    found = [c for c in copies_of(intake) if c.state in usable and c.requirement_key in order]
    return sorted(found, key=lambda copy: order[copy.requirement_key])


def problems_of(intake: Intake) -> list[Problem]:
    """Empty when the copies may be signed and the dossier filed."""
    copies = {copy.requirement_key: copy for copy in copies_of(intake)}
    given = _given_as_files(intake)
    found: list[Problem] = []
    for paper in papers_of_intake(intake):
        copy = copies.get(paper.key)
        if copy is not None:
            found += _problems_of_copy(copy, paper.name)
        elif paper.required and paper.key not in given:
            words = _("“%(name)s”: chưa có trang nào.") % {"name": paper.name}
            found.append(Problem(paper.key, MISSING, words))
    return [*found, *_unsorted(intake), *_no_room(intake, list(copies.values()))]


def _problems_of_copy(copy: PaperCopy, name: str) -> list[Problem]:
    key = copy.requirement_key
    if copy.state == PaperCopy.State.MAKING:
        return [Problem(key, MAKING, _("“%(name)s”: đang ghép trang.") % {"name": name})]
    if copy.state == PaperCopy.State.REFUSED:
        return [Problem(key, one["code"], f"“{name}”: {one['text']}") for one in copy.problems]
    if copy.original_seen_at is None:
        words = _("“%(name)s”: chưa đánh dấu đã đối chiếu bản chính và trả lại.")
        return [Problem(key, NOT_SEEN, words % {"name": name})]
    heavy = too_heavy_words(copy, name) if copy.attachment_id is None else ""
    return [Problem(key, TOO_HEAVY, heavy)] if heavy else []


def _no_room(intake: Intake, copies: list[PaperCopy]) -> list[Problem]:
    text = lack_of_room(intake.dossier, copies) if intake.dossier is not None else ""
    return [Problem("", NO_ROOM, text)] if text else []


def _unsorted(intake: Intake) -> list[Problem]:
    asked = {paper.key for paper in papers_of_intake(intake)}
    loose = [page for page in pages_of(intake) if page.requirement_key not in asked]
    if not loose:
        return []
    words = _("Còn %(count)d trang chưa xếp vào giấy tờ nào. Hãy xếp hoặc bỏ các trang đó.")
    return [Problem("", UNSORTED, words % {"count": len(loose)})]


def _given_as_files(intake: Intake) -> set[str]:
    """Papers that the client's draft has files for already."""
    if intake.dossier_id is None:
        return set()
    files = Attachment.objects.filter(dossier_id=intake.dossier_id, state=Attachment.State.ACCEPTED)
    return set(files.values_list("requirement_key", flat=True))
