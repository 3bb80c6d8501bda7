"""A clerk refuses to receive a dossier, with a reason: form 03."""

from dossiers.actions.give_fee_back import give_fee_back_of
from dossiers.actions.reasons import given
from dossiers.actions.transition import lock, move
from dossiers.documents.request import request_document
from dossiers.models import Document, Dossier
from dossiers.signatures.need import need_of_form
from payments.models import Refund
from portal.accounts.actor import Actor
from portal.shared.action_log.record import recorded


def refuse(*, actor: Actor, code: str, reason: str, seen_version: int | None = None) -> Dossier:
    """Refuse it; a fee that is due is cancelled, one that was paid goes back by itself. Raises
    InvalidInput without a reason."""
    reason = given(reason)
    with recorded():
        dossier = lock(actor, "refuse", seen_version=seen_version, code=code)
        move(dossier, "refuse", actor=actor, reason=reason)
        give_fee_back_of(dossier, cause=Refund.Cause.REFUSED, reason=reason)
        need = need_of_form(dossier.receiving_agency_id)
        request_document(dossier, Document.Kind.FORM_03, need=need)
        return dossier
