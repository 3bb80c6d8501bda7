"""What follows what: every subscription of the portal, on one screen."""

from counter import handlers as counter
from counter.returns.parcel import parcel_of_dossier
from dossiers import consequences as hanging
from dossiers import handlers as dossiers
from dossiers import parcels
from dossiers.events import MoveAsked, StateChanged
from payments import handlers as payments
from payments.events import (
    AttemptKeptAsSurplus,
    AttemptReversed,
    AttemptSettled,
    ObligationReversed,
    ObligationSettled,
    RefundMoved,
    ReversalStarting,
    SettlementStarting,
)
from payments.receipts import handlers as receipts
from portal.national import catalogue_handlers as catalogue
from portal.national import handlers as national
from portal.shared.events import subscribe
from portal.signatures.events import FileSigned, RunEnded
from services.consequences import register
from services.events import ProcedureChanged


def wire() -> None:
    """Subscribe every handler to its event."""
    subscribe(SettlementStarting, dossiers.lock_before_settling)
    subscribe(ObligationSettled, dossiers.move_on_when_paid)
    subscribe(ReversalStarting, dossiers.refuse_late_reversal)
    subscribe(ObligationReversed, dossiers.wait_for_money_again)
    subscribe(AttemptKeptAsSurplus, payments.give_surplus_back)
    subscribe(RefundMoved, dossiers.announce_refund)
    subscribe(AttemptSettled, receipts.issue_when_settled)
    subscribe(AttemptReversed, receipts.cancel_when_reversed)
    subscribe(RefundMoved, receipts.cancel_when_given_back)
    subscribe(ProcedureChanged, catalogue.queue_procedure_change)
    subscribe(StateChanged, national.queue_state_change)
    subscribe(StateChanged, dossiers.announce)
    register(hanging.dossiers_of)
    parcels.register(parcel_of_dossier)
    subscribe(MoveAsked, dossiers.announce_move)
    subscribe(FileSigned, dossiers.note_signature)
    subscribe(RunEnded, dossiers.go_on_sealing)
    subscribe(FileSigned, counter.note_signature)
    subscribe(RunEnded, counter.file_when_signed)
    subscribe(StateChanged, counter.receive_when_paid)
