"""A leader decides: the result is made and the dossier is finished."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from dossiers.actions.propose import close_proposal, open_proposal
from dossiers.actions.reasons import given
from dossiers.actions.transition import lock, move
from dossiers.documents.request import request_document
from dossiers.models import Document, Dossier, Proposal
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import recorded


def decide(*, actor: Actor, code: str, seen_version: int | None = None) -> Dossier:
    """Accept the open proposal; its outcome becomes the dossier's.

    Raises StalePage when no proposal waits. A result to be received online is handed over as soon
    as its PDF exists (see documents).
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
        move(dossier, "decide", actor=actor, reason=_outcome_words(dossier))
        request_document(dossier, Document.Kind.RESULT)
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
    """Take a decision back before hand-over, with a reason; its officer holds it again."""
    reason = given(reason)
    with transaction.atomic():
        dossier = lock(actor, "reopen", seen_version=seen_version, code=code)
        dossier.outcome = ""
        dossier.completed_at = None
        proposals = dossier.proposals.order_by("-pk")
        # None where nothing was ever decided: `move` then refuses.
        dossier.holder_id = proposals.values_list("officer_id", flat=True).first()
        dossier.held_since = clock.now()
        move(dossier, "reopen", actor=actor, reason=reason)
        return dossier


def _outcome_words(dossier: Dossier) -> str:
    """For the history, which is kept in Vietnamese whoever decides in which language."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("Kết quả: %(outcome)s") % {"outcome": dossier.get_outcome_display()}
