"""What the counter keeps beside the dossiers themselves."""

from counter.models.digitising import PaperCopy, ScannedPage
from counter.models.filing import Filing
from counter.models.handing import HandOver, Shipment
from counter.models.intake import Consent, Intake
from counter.models.queue import Desk, Explanation, Ticket, TicketCounter, TicketEvent

__all__ = [
    "Consent",
    "Desk",
    "Explanation",
    "Filing",
    "HandOver",
    "Intake",
    "PaperCopy",
    "ScannedPage",
    "Shipment",
    "Ticket",
    "TicketCounter",
    "TicketEvent",
]
