"""Which step of a draft may follow which: the graph of a revision in the making."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from portal.shared.guarded_state import GuardedState


class DraftState(models.TextChoices):
    """States of a draft."""

    DRAFT = "draft", _("Đang soạn thảo")
    CONSULTATION = "consultation", _("Đang lấy ý kiến")
    APPROVAL = "approval", _("Chờ phê duyệt")
    APPROVED = "approved", _("Đã duyệt, chờ ngày áp dụng")
    PUBLISHED = "published", _("Đã công bố")
    DISCARDED = "discarded", _("Đã bỏ")


class DraftFlow(GuardedState):
    """The graph. Bodies are empty; side effects are in the actions."""

    state = FSMField(default=DraftState.DRAFT, choices=DraftState.choices, protected=True)

    class Meta:
        abstract = True

    @transition(state, source=DraftState.DRAFT, target=DraftState.CONSULTATION)
    def consult(self) -> None:
        """Put up for comment; nobody edits it meanwhile."""

    @transition(state, source=DraftState.CONSULTATION, target=DraftState.DRAFT)
    def end_consultation(self) -> None:
        """The days are over, or an admin ends it."""

    @transition(state, source=DraftState.DRAFT, target=DraftState.APPROVAL)
    def submit(self) -> None:
        """Handed to another admin."""

    @transition(state, source=DraftState.APPROVAL, target=DraftState.DRAFT)
    def send_back(self) -> None:
        """The approver wants something else."""

    @transition(state, source=DraftState.APPROVAL, target=DraftState.APPROVED)
    def schedule(self) -> None:
        """Approved; applies from a later day."""

    @transition(state, source=DraftState.APPROVED, target=DraftState.DRAFT)
    def call_back(self) -> None:
        """Approved, but taken back before its day."""

    @transition(
        state, source=[DraftState.APPROVAL, DraftState.APPROVED], target=DraftState.PUBLISHED
    )
    def come_into_force(self) -> None:
        """Approved for today, or its day has come."""

    @transition(
        state,
        source=[DraftState.DRAFT, DraftState.APPROVAL],
        target=DraftState.DISCARDED,
    )
    def discard(self) -> None:
        """Thrown away; the procedure stays as it is."""
