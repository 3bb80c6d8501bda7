"""A result bears a signature: it is noted, and a result that has all of them goes on its way."""

import uuid
from datetime import datetime

from dossiers.actions.hand_over import hand_over_online
from dossiers.actions.seal_results import start_sealing
from dossiers.actions.transition import step_aside
from dossiers.models import Document, Dossier
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from portal.shared.action_log.record import recorded
from portal.signatures.events import FileSigned


def note_leaders_signature(*, key: uuid.UUID, signed: FileSigned) -> bool:
    """The leader's own; then comes the seal, or the hand-over. False when nobody waits for it: the
    decision was taken back meanwhile, or another window was quicker. Safe to repeat."""
    with recorded():
        dossier, document = _locked(key)
        if not document.waits_for_signer or document.voided_at is not None:
            return False
        if document.signed_by_id != signed.signer_id:
            return False
        document.signed_at = signed.at
        _keep(document, signed)
        if document.waits_for_seal and document.sealing_agency_id is not None:
            start_sealing(document.sealing_agency_id)
        _go_on(dossier, document, "sign", _leader(document, dossier))
        return True


def note_seal(*, key: uuid.UUID, signed: FileSigned) -> bool:
    """The agency's. False when nobody waits for it. Safe to repeat."""
    with recorded():
        dossier, document = _locked(key)
        if not document.waits_for_seal or document.voided_at is not None:
            return False
        document.sealed_at = signed.at
        _keep(document, signed)
        if document.kind == Document.Kind.RESULT:
            _go_on(dossier, document, "seal", SYSTEM)
        return True


def void_results(dossier: Dossier, at: datetime) -> int:
    """The results of a decision that is taken back, on the locked dossier: nobody signs them, seals
    them or gets them any more. How many those were."""
    results = Document.objects.filter(dossier=dossier, kind=Document.Kind.RESULT, voided_at=None)
    return results.update(voided_at=at)


def _locked(key: uuid.UUID) -> tuple[Dossier, Document]:
    """The dossier's row first, as everywhere."""
    dossier_id = Document.objects.values_list("dossier_id", flat=True).get(key=key)
    dossier = Dossier.objects.select_for_update().get(pk=dossier_id)
    document = (
        Document.objects.select_for_update(of=("self",)).select_related("signed_by").get(key=key)
    )
    return dossier, document


def _keep(document: Document, signed: FileSigned) -> None:
    document.signed_file, document.signed_sha256 = signed.signed_file, signed.sha256
    document.save(update_fields=["signed_at", "sealed_at", "signed_file", "signed_sha256"])


def _go_on(dossier: Dossier, document: Document, event: str, actor: Actor) -> None:
    dossier.awaiting_signature = not document.is_complete
    step_aside(dossier, event, actor=actor)
    if document.is_complete:
        hand_over_online(dossier_id=dossier.pk)


def _leader(document: Document, dossier: Dossier) -> Actor:
    signer = document.signed_by
    assert signer is not None, "the document waited for a signer"
    return Actor(Role.LEADER, signer.full_name, user_id=signer.pk, agency=dossier.handling_agency)
