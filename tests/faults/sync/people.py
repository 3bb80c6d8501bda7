"""What people do to dossiers: each a deed of one person, refused in words when it may not be."""

from collections.abc import Callable
from dataclasses import dataclass

from dossiers.actions.decide import decide, halt, reopen
from dossiers.actions.file import file
from dossiers.actions.hand_over import hand_over
from dossiers.actions.propose import propose
from dossiers.actions.receive import receive
from dossiers.actions.refuse import refuse
from dossiers.actions.request_supplement import request_supplement
from dossiers.actions.save_answers import save_answers
from dossiers.actions.start_draft import start_draft
from dossiers.actions.start_processing import start_processing
from dossiers.actions.supply import supply
from dossiers.actions.withdrawal import (
    confirm_withdrawal,
    decline_withdrawal,
    request_withdrawal,
)
from dossiers.models import Dossier
from dossiers.states import State
from portal.agencies.models import Agency
from services.models import Revision
from tests.fixtures_dossiers import ANSWERS, settle
from tests.world import Person

REASON = "Theo quy định hiện hành."


@dataclass(frozen=True)
class People:
    """A citizen, and who receives, handles and decides."""

    citizen: Person
    clerk: Person
    officer: Person
    leader: Person

    def file(self, revision: Revision, agency: Agency) -> Dossier:
        """A new dossier, filed."""
        draft = start_draft(actor=self.citizen.actor, revision=revision, handling_agency=agency)
        save_answers(actor=self.citizen.actor, key=draft.key, typed=ANSWERS)
        return file(actor=self.citizen.actor, key=draft.key)

    def forward(self, dossier: Dossier) -> None:
        """The usual next step."""
        usual: dict[str, Callable[[Dossier], None]] = {
            State.PAYMENT_REQUIRED: settle,
            State.SUBMITTED: self.receive,
            State.RECEIVED: self.start,
            State.PROCESSING: self.finish,
            State.COMPLETED: self.hand_over,
            State.SUPPLEMENT_REQUIRED: self.supply,
            State.WITHDRAWAL_REQUESTED: self.decline,
        }
        if dossier.state in usual:
            usual[dossier.state](dossier)

    def receive(self, dossier: Dossier) -> None:
        receive(actor=self.clerk.actor, code=str(dossier.code))

    def refuse(self, dossier: Dossier) -> None:
        refuse(actor=self.clerk.actor, code=str(dossier.code), reason=REASON)

    def start(self, dossier: Dossier) -> None:
        start_processing(actor=self.officer.actor, code=str(dossier.code))

    def finish(self, dossier: Dossier) -> None:
        code = str(dossier.code)
        if not dossier.awaiting_decision:
            propose(actor=self.officer.actor, code=code, outcome="approved", text=REASON)
        decide(actor=self.leader.actor, code=code)

    def hand_over(self, dossier: Dossier) -> None:
        hand_over(actor=self.clerk.actor, code=str(dossier.code))

    def ask_for_papers(self, dossier: Dossier) -> None:
        person = self.officer if dossier.state == State.PROCESSING else self.clerk
        request_supplement(
            actor=person.actor, code=str(dossier.code), what="Ảnh rõ hơn", why="Ảnh bị mờ",
            requirement_keys=[],
        )  # fmt: skip

    def supply(self, dossier: Dossier) -> None:
        supply(actor=self.citizen.actor, code=str(dossier.code), answer="Tôi đã gửi ảnh rõ hơn.")

    def want_back(self, dossier: Dossier) -> None:
        request_withdrawal(actor=self.citizen.actor, code=str(dossier.code), reason=REASON)

    def decline(self, dossier: Dossier) -> None:
        decline_withdrawal(actor=self.clerk.actor, code=str(dossier.code), reason=REASON)

    def give_back(self, dossier: Dossier) -> None:
        confirm_withdrawal(actor=self.clerk.actor, code=str(dossier.code))

    def halt(self, dossier: Dossier) -> None:
        halt(actor=self.officer.actor, code=str(dossier.code), reason=REASON)

    def reopen(self, dossier: Dossier) -> None:
        reopen(actor=self.leader.actor, code=str(dossier.code), reason=REASON)
