"""The dossier's state machine: who may follow whom. Side effects live in the actions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django_fsm import GET_STATE, FSMField, transition

from dossiers.states import State
from portal.shared.guarded_state import GuardedState

S = State
WITHDRAWABLE = [S.SUBMITTED, S.RECEIVED, S.PROCESSING, S.SUPPLEMENT_REQUIRED]


def where_it_came_from(dossier: "DossierFlow") -> str:
    """The state a detour (payment, supplement, withdrawal) goes back to."""
    return dossier.came_from[-1]


class DossierFlow(GuardedState):
    """The machine. `came_from` is a stack: a supplement may be interrupted by a withdrawal."""

    state = FSMField(default=S.DRAFT, choices=S.choices, protected=True)
    came_from = ArrayField(models.CharField(max_length=24), default=list, blank=True)

    class Meta:
        abstract = True

    def get_state_display(self) -> str:  # type: ignore[no-redef]
        """Django's own goes through all eleven choices for each (0.04 ms)."""
        return str(State(self.state).label)

    @transition(state, source=S.DRAFT, target=S.SUBMITTED)
    def file(self) -> None:
        """Citizen, or a clerk on behalf."""

    @transition(state, source=[S.SUBMITTED, S.PROCESSING], target=S.PAYMENT_REQUIRED)
    def require_payment(self) -> None:
        """System: a fee is due."""

    @transition(
        state,
        source=S.PAYMENT_REQUIRED,
        target=GET_STATE(where_it_came_from, states=[S.SUBMITTED, S.PROCESSING]),
    )
    def payment_settled(self) -> None:
        """System: the fee has been paid."""

    @transition(state, source=S.SUBMITTED, target=S.RECEIVED)
    def receive(self) -> None:
        """Clerk: form 01, the clock starts."""

    @transition(state, source=S.SUBMITTED, target=S.REFUSED)
    def refuse(self) -> None:
        """Clerk, with a reason: form 03."""

    @transition(state, source=[S.SUBMITTED, S.RECEIVED, S.PROCESSING], target=S.SUPPLEMENT_REQUIRED)
    def request_supplement(self) -> None:
        """Clerk or officer: what is missing and why, form 02."""

    @transition(
        state,
        source=S.SUPPLEMENT_REQUIRED,
        target=GET_STATE(where_it_came_from, states=[S.SUBMITTED, S.RECEIVED, S.PROCESSING]),
    )
    def supply(self) -> None:
        """Citizen, or a clerk on behalf."""

    @transition(state, source=S.SUPPLEMENT_REQUIRED, target=S.HALTED)
    def lapse(self) -> None:
        """System: the time to supplement is over."""

    @transition(state, source=S.RECEIVED, target=S.PROCESSING)
    def start_processing(self) -> None:
        """Officer takes it."""

    @transition(state, source=WITHDRAWABLE, target=S.WITHDRAWAL_REQUESTED)
    def request_withdrawal(self) -> None:
        """Citizen."""

    @transition(state, source=S.WITHDRAWAL_REQUESTED, target=S.HALTED)
    def confirm_withdrawal(self) -> None:
        """Clerk."""

    @transition(
        state,
        source=S.WITHDRAWAL_REQUESTED,
        target=GET_STATE(where_it_came_from, states=WITHDRAWABLE),
    )
    def decline_withdrawal(self) -> None:
        """Clerk, with a reason."""

    @transition(state, source=S.PROCESSING, target=S.COMPLETED)
    def decide(self) -> None:
        """Leader: approved or rejected."""

    @transition(state, source=S.PROCESSING, target=S.HALTED)
    def halt(self) -> None:
        """Officer or leader, with a reason."""

    @transition(state, source=S.COMPLETED, target=S.PROCESSING)
    def reopen(self) -> None:
        """Leader, with a reason, before hand-over."""

    @transition(state, source=S.COMPLETED, target=S.RETURNED)
    def hand_over(self) -> None:
        """Online by the system, or clerk at the counter or by post."""
