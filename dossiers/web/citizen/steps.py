"""The task list of a draft: each step with how far it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dossiers.answering import cleaned_answers
from dossiers.attachments.fields import files_by_field, is_of_field
from dossiers.attachments.papers import Paper, papers_of
from dossiers.models import Attachment, Dossier
from dossiers.web.citizen.order import CHECK, DELIVERY, PAPERS, Order, order_of, section_step
from services.binding import Binding
from services.eforms.progress import DONE, OPTIONAL, STARTED, TODO, progress

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


def steps_of(draft: Dossier, bound: Binding) -> list[Step]:
    """All steps in order (one query, for the files)."""
    order = order_of(draft, bound, cleaned_answers(draft, partial=True).values)
    given = files_given(draft)
    steps = _sections(draft, bound, order)
    if PAPERS in order.keys:
        steps.append(_papers(papers_of(draft), order, given))
    if DELIVERY in order.keys:
        chosen = str(draft.get_return_channel_display())
        steps.append(
            Step(DELIVERY, _("Cách nhận kết quả"), order.href(DELIVERY), DONE, hint=chosen)
        )
    return [*steps, _check(order, steps)]


def files_given(draft: Dossier) -> dict[str, int]:
    """How many usable files each paper has."""
    keys = Attachment.objects.filter(dossier=draft, state=Attachment.State.ACCEPTED).values_list(
        "requirement_key", flat=True
    )
    counts: dict[str, int] = {}
    for key in keys:
        if not is_of_field(key):
            counts[key] = counts.get(key, 0) + 1
    return counts


def _sections(draft: Dossier, bound: Binding, order: Order) -> list[Step]:
    steps = []
    for one in progress(bound.eform, draft.answers, files=files_by_field(draft, bound.eform)):
        key = section_step(one.section.key)
        steps.append(Step(key, one.section.title, order.href(key), one.state))
    return steps


def _papers(papers: Sequence[Paper], order: Order, given: Mapping[str, int]) -> Step:
    missing = [one.key for one in papers if one.required and one.key not in given]
    complete, incomplete = (DONE, STARTED) if given else (OPTIONAL, TODO)
    state = incomplete if missing else complete
    hint = ""
    if missing:
        hint = ngettext(
            "Còn %(count)s giấy tờ bắt buộc", "Còn %(count)s giấy tờ bắt buộc", len(missing)
        ) % {"count": len(missing)}
    words = {TODO: _("Chưa có tệp"), STARTED: _("Chưa đủ")}.get(state, "")
    return Step(PAPERS, _("Giấy tờ kèm theo"), order.href(PAPERS), state, hint, words)


def _check(order: Order, before: list[Step]) -> Step:
    ready = all(step.is_done for step in before)
    words = _("Chưa nộp") if ready else ""
    state = TODO if ready else LOCKED
    return Step(CHECK, _("Kiểm tra và nộp hồ sơ"), order.href(CHECK), state, state_text=words)
