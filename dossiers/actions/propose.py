"""An officer proposes a result to the leader."""

from django.db import transaction
from django.utils.translation import gettext as _

from dossiers.actions.reasons import given
from dossiers.actions.transition import MOVED_ON, lock, step_aside
from dossiers.documents.request import request_document
from dossiers.models import Document, Dossier, Proposal
from dossiers.states import State
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.errors import InvalidInput, StalePage


def propose(
    *, actor: Actor, code: str, outcome: str, text: str, seen_version: int | None = None
) -> Proposal:
    """Propose approval or rejection with the text of the result; a draft of the PDF is made.

    Raises InvalidInput for a missing outcome or text, StalePage when another proposal is open.
    """
    if outcome not in Dossier.Outcome.values:
        raise InvalidInput({"outcome": _("Chọn đề xuất: đồng ý hoặc từ chối giải quyết.")})
    text = given(text, "text")
    with transaction.atomic():
        dossier = lock(actor, "propose", seen_version=seen_version, code=code)
        if dossier.state != State.PROCESSING or dossier.awaiting_decision:
            raise StalePage(str(MOVED_ON))
        proposal = Proposal.objects.create(
            dossier=dossier, officer_id=actor.person_id, outcome=outcome, text=text, at=clock.now()
        )
        dossier.awaiting_decision = True
        request_document(dossier, Document.Kind.RESULT_DRAFT)
        step_aside(dossier, "propose", actor=actor)
        return proposal


def send_back(
    *, actor: Actor, code: str, comment: str, seen_version: int | None = None
) -> Proposal:
    """The leader returns the open proposal to the officer, saying why."""
    comment = given(comment, "comment")
    with transaction.atomic():
        dossier = lock(actor, "send_back", seen_version=seen_version, code=code)
        proposal = open_proposal(dossier)
        close_proposal(proposal, Proposal.State.SENT_BACK, actor, comment)
        dossier.awaiting_decision = False
        step_aside(dossier, "send_back", actor=actor, reason=comment)
        return proposal


def open_proposal(dossier: Dossier) -> Proposal:
    """The proposal that waits for the leader; StalePage when there is none."""
    proposal = Proposal.objects.filter(dossier=dossier, state=Proposal.State.OPEN).first()
    if proposal is None:
        raise StalePage(str(MOVED_ON))
    return proposal


def close_proposal(proposal: Proposal, state: str, leader: Actor, comment: str = "") -> None:
    """Write what became of it."""
    proposal.state = state
    proposal.leader_id = leader.user_id
    proposal.comment = comment
    proposal.closed_at = clock.now()
    proposal.save(update_fields=["state", "leader", "comment", "closed_at"])
