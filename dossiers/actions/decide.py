"""A leader decides: the result is made and the dossier is finished."""

from django.db import transaction
from django.utils.translation import gettext as _

from dossiers.actions.note_signature import void_results
from dossiers.actions.propose import close_proposal, open_proposal
from dossiers.actions.reasons import given
from dossiers.actions.transition import lock, move
from dossiers.documents.request import request_document
from dossiers.models import DecisionPin, Document, Dossier, Proposal
from dossiers.signatures.need import need_of_result
from portal.accounts.actor import Actor
from portal.accounts.encryption import encrypt
from portal.shared import clock
from portal.shared.action_log.record import recorded
from portal.shared.kept_language import kept_language


def decide(*, actor: Actor, code: str, pin: str = "", seen_version: int | None = None) -> Dossier:
    """Accept the open proposal; its outcome becomes the dossier's.

    Raises StalePage when no proposal waits. A result to be received online is handed over as soon
    as its PDF exists and bears the signatures that it needs: with `pin` the leader's own is put on
    as soon as it is printed, without it the result waits in his stack.
    """
    with recorded():
        dossier = lock(actor, "decide", seen_version=seen_version, code=code)
        proposal = open_proposal(dossier)
        close_proposal(proposal, Proposal.State.ACCEPTED, actor)
        dossier.outcome = proposal.outcome
        dossier.awaiting_decision = False
        dossier.completed_at = clock.now()
        dossier.holder = None
        dossier.held_since = clock.now()
        need = need_of_result(dossier, actor)
        dossier.awaiting_signature = need.must_be_signed
        move(dossier, "decide", actor=actor, reason=_outcome_words(dossier))
        result = request_document(dossier, Document.Kind.RESULT, need=need)
        if pin and actor.agency and result.waits_for_signer:
            DecisionPin.objects.create(
                document=result, agency=actor.agency, encrypted=encrypt(pin), at=clock.now()
            )
        return dossier


def halt(*, actor: Actor, code: str, reason: str, seen_version: int | None = None) -> Dossier:
    """Stop handling, with a reason; an open proposal is closed."""
    reason = given(reason)
    with recorded():
        dossier = lock(actor, "halt", seen_version=seen_version, code=code)
        dossier.awaiting_decision = False
        move(dossier, "halt", actor=actor, reason=reason)
        for proposal in Proposal.objects.filter(dossier=dossier, state=Proposal.State.OPEN):
            close_proposal(proposal, Proposal.State.SENT_BACK, actor, reason)
        return dossier


def reopen(*, actor: Actor, code: str, reason: str, seen_version: int | None = None) -> Dossier:
    """Take a decision back before hand-over, with a reason; its officer holds it again. The result
    that was printed is void, signed or not."""
    reason = given(reason)
    with transaction.atomic():
        dossier = lock(actor, "reopen", seen_version=seen_version, code=code)
        dossier.outcome = ""
        dossier.completed_at = None
        dossier.awaiting_signature = False
        proposals = dossier.proposals.order_by("-pk")
        # None where nothing was ever decided: `move` then refuses.
        dossier.holder_id = proposals.values_list("officer_id", flat=True).first()
        dossier.held_since = clock.now()
        move(dossier, "reopen", actor=actor, reason=reason)
        void_results(dossier, clock.now())
        return dossier


def _outcome_words(dossier: Dossier) -> str:
    """For the history, which is kept in Vietnamese whoever decides in which language."""
    with kept_language():
        return _("Kết quả: %(outcome)s") % {"outcome": dossier.get_outcome_display()}
