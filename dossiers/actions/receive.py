"""A clerk receives a dossier: form 01, and the legal clock starts."""

from dossiers.actions.transition import lock, move
from dossiers.clock.deadline import due_under
from dossiers.clock.provincial import provincial_calendar
from dossiers.documents.request import request_document
from dossiers.models import Document, Dossier
from dossiers.signatures.need import need_of_form
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import recorded
from services.binding import binding


def receive(*, actor: Actor, code: str, seen_version: int | None = None) -> Dossier:
    """Receive it; the due date follows the revision's time limit."""
    with recorded():
        dossier = lock(actor, "receive", seen_version=seen_version, code=code)
        now = clock.now()
        dossier.received_at = now
        dossier.held_since = now
        dossier.due_at = due_under(binding(dossier.revision_id), now, provincial_calendar())
        move(dossier, "receive", actor=actor)
        need = need_of_form(dossier.receiving_agency_id)
        request_document(dossier, Document.Kind.FORM_01, need=need)
        return dossier
