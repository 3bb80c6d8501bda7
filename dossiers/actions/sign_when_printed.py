"""A document has been printed: the signatures that can be put on at once are asked for."""

from django.db import transaction

from dossiers.actions.seal_results import start_sealing
from dossiers.actions.sign_results import item_of
from dossiers.models import DecisionPin, Document
from dossiers.models.decision_pin import LIVES
from dossiers.signatures.subjects import of_stack
from portal.accounts.actor import Actor
from portal.accounts.encryption import decrypt
from portal.accounts.roles import Role
from portal.shared import clock
from portal.signatures.actions.start_run import start_run
from portal.signatures.errors import SigningFailed
from portal.signatures.models import SigningRun
from portal.signatures.queries import active_key_of


def sign_when_printed(*, document_id: int) -> SigningRun | None:
    """Sign with the PIN that came with the decision; without one the result waits in the leader's
    stack. What needs the seal alone is sealed.

    Safe to repeat: the PIN is deleted in the transaction that starts the run.
    """
    with transaction.atomic():
        document = (
            Document.objects.select_for_update(of=("self",))
            .select_related("signed_by", "dossier")
            .get(pk=document_id)
        )
        pin = _take_pin(document)
        if document.voided_at is not None:
            return None
        if document.waits_for_signer:
            return _sign(document, pin) if pin else None
        if document.waits_for_seal:
            assert document.sealing_agency_id is not None
            return start_sealing(document.sealing_agency_id)
        return None


def forget_old_pins() -> int:
    """Delete the PINs whose results took too long to be printed; how many those were."""
    number, _rows = DecisionPin.objects.filter(at__lt=clock.now() - LIVES).delete()
    return number


def _take_pin(document: Document) -> DecisionPin | None:
    """The PIN, deleted; None when there is none or it is too old to be used."""
    found = DecisionPin.objects.filter(document=document).select_related("agency").first()
    if found is None:
        return None
    DecisionPin.objects.filter(pk=found.pk).delete()
    return found if found.at >= clock.now() - LIVES else None


def _sign(document: Document, pin: DecisionPin) -> SigningRun | None:
    signer = document.signed_by
    key = active_key_of(signer.pk) if signer else None
    if signer is None or key is None:
        return None
    try:
        return start_run(
            actor=Actor(Role.LEADER, signer.full_name, user_id=signer.pk, agency=pin.agency),
            signing_key=key,
            pin=decrypt(pin.encrypted),
            subject=of_stack(document.key),
            items=[item_of(document, signer.full_name)],
        )
    except SigningFailed:  # he is told when he signs it from the stack
        return None
