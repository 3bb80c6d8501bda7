"""A clerk refuses to receive a dossier, with a reason: form 03."""

from dossiers.actions.cancel_fee import cancel_fee_of
from dossiers.actions.reasons import given
from dossiers.actions.transition import lock, move
from dossiers.documents.request import request_document
from dossiers.models import Document, Dossier
from portal.accounts.actor import Actor
from portal.shared.action_log.record import recorded


def refuse(*, actor: Actor, code: str, reason: str, seen_version: int | None = None) -> Dossier:
    """Refuse it; a fee that is still due is cancelled. Raises InvalidInput without a reason."""
    reason = given(reason)
    with recorded():
        dossier = lock(actor, "refuse", seen_version=seen_version, code=code)
        move(dossier, "refuse", actor=actor, reason=reason)
        cancel_fee_of(dossier, reason=reason)
        request_document(dossier, Document.Kind.FORM_03)
        return dossier
