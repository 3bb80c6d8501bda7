"""What the counter does when something happens; subscribed in portal/wiring."""

from counter import jobs
from counter.actions.note_signed_copy import note_signed_copy
from counter.models import Filing
from counter.subjects import copy_key, intake_key
from dossiers.events import StateChanged
from portal.signatures.events import FileSigned, RunEnded
from portal.signatures.models import SigningRun


def note_signature(event: FileSigned) -> None:
    """A copy bears the clerk's signature, in the transaction that says so."""
    key = copy_key(event.subject)
    if key is not None:
        note_signed_copy(key=key, signed=event)


def file_when_signed(event: RunEnded) -> None:
    """All copies are signed: the dossier is filed, in a job of its own. After a failure nothing
    is: the clerk is told and asked for the PIN again."""
    key = intake_key(event.subject)
    if key is None or event.state != SigningRun.State.DONE:
        return
    filing = Filing.objects.filter(intake__key=key, filed_at=None).order_by("-asked_at").first()
    if filing is not None:
        jobs.defer(jobs.FILE_FOR_CLIENT, filing_id=filing.pk)


def receive_when_paid(event: StateChanged) -> None:
    """The fee that kept a dossier from being received has been paid."""
    if event.history.event != "payment_settled" or event.dossier.received_at is not None:
        return
    filing = Filing.objects.filter(dossier=event.dossier, receive_at_once=True).first()
    if filing is not None:
        jobs.defer(jobs.RECEIVE_FOR_CLIENT, filing_id=filing.pk)
