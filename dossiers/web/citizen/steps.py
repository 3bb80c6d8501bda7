"""The steps from a draft to a filed dossier: the form's sections, papers, delivery, check."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dossiers.actions.save_answers import channels_of
from dossiers.models import Attachment, Dossier
from services.binding import Binding
from services.eforms.progress import DONE, OPTIONAL, STARTED, TODO, SectionProgress, progress

PAPERS, DELIVERY, CHECK = "papers", "delivery", "check"
LOCKED = "locked"


@dataclass(frozen=True)
class Step:
    """One page on the way. `state` is one of the words of components/task_list.html."""

    key: str
    title: str
    href: str
    state: str
    hint: str = ""
    state_text: str = ""

    @property
    def is_done(self) -> bool:
        """Nothing has to be done here any more."""
        return self.state in (DONE, OPTIONAL)


@dataclass(frozen=True)
class Way:
    """All steps in order."""

    steps: tuple[Step, ...]

    def number(self, key: str) -> int:
        """Which step it is, from 1; 0 when it is none (a section that is not shown)."""
        return next((n for n, step in enumerate(self.steps, 1) if step.key == key), 0)

    def after(self, key: str) -> Step:
        """The step that follows (the check page follows itself)."""
        return self.steps[min(self.number(key), len(self.steps) - 1)]

    def before(self, key: str) -> Step | None:
        """The step before; None before the first."""
        number = self.number(key)
        return self.steps[number - 2] if number > 1 else None


def way_of(draft: Dossier, bound: Binding, given: Mapping[str, int] | None = None) -> Way:
    """The steps of the draft. `given` (requirement key → number of files) may be left out where
    only the order matters."""
    sections = [
        _section(draft, number, one)
        for number, one in enumerate(progress(bound.eform, draft.answers))
    ]
    steps = [*sections, *_papers(draft, bound, given or {}), *_delivery(draft)]
    return Way((*steps, _check(draft, steps)))


def files_given(draft: Dossier) -> dict[str, int]:
    """How many usable files each paper has."""
    keys = Attachment.objects.filter(dossier=draft, state=Attachment.State.ACCEPTED).values_list(
        "requirement_key", flat=True
    )
    counts: dict[str, int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    return counts


def section_step(key: str) -> str:
    """The step's key of a section: sections and fixed steps never share a name."""
    return f"section-{key}"


def _section(draft: Dossier, number: int, one: SectionProgress) -> Step:
    href = reverse("dossiers:draft_section", args=[draft.key, one.section.key])
    return Step(section_step(one.section.key), one.section.title, href, one.state)


def _papers(draft: Dossier, bound: Binding, given: Mapping[str, int]) -> list[Step]:
    if not bound.requirements:
        return []
    required = [paper.key for paper in bound.requirements if paper.required]
    missing = [key for key in required if key not in given]
    complete, incomplete = (DONE, STARTED) if given else (OPTIONAL, TODO)
    state = incomplete if missing else complete
    hint = ""
    if missing:
        hint = ngettext(
            "Còn %(count)s giấy tờ bắt buộc", "Còn %(count)s giấy tờ bắt buộc", len(missing)
        ) % {"count": len(missing)}
    href = reverse("dossiers:draft_papers", args=[draft.key])
    words = _("Chưa có tệp") if state == TODO else _("Chưa đủ") if state == STARTED else ""
    return [Step(PAPERS, _("Giấy tờ kèm theo"), href, state, hint, words)]


def _delivery(draft: Dossier) -> list[Step]:
    if len(channels_of(draft)) < 2:
        return []
    href = reverse("dossiers:draft_delivery", args=[draft.key])
    words = str(draft.get_return_channel_display())
    return [Step(DELIVERY, _("Cách nhận kết quả"), href, DONE, words)]


def _check(draft: Dossier, before: list[Step]) -> Step:
    ready = all(step.is_done for step in before)
    href = reverse("dossiers:draft_check", args=[draft.key])
    state = TODO if ready else LOCKED
    words = _("Chưa nộp") if ready else ""
    return Step(CHECK, _("Kiểm tra và nộp hồ sơ"), href, state, state_text=words)
