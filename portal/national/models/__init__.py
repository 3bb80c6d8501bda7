"""What the line to the national portal keeps."""

from portal.national.models.case import Duty, SyncCase
from portal.national.models.comparison import Comparison, Difference
from portal.national.models.correction import Correction
from portal.national.models.endpoint import DeliveryMinute, Endpoint
from portal.national.models.inbound import InboundFiling
from portal.national.models.outbox import CHANNEL, OutboxMessage, procedure_stream

__all__ = [
    "CHANNEL",
    "Comparison",
    "Correction",
    "DeliveryMinute",
    "Difference",
    "Duty",
    "Endpoint",
    "InboundFiling",
    "OutboxMessage",
    "SyncCase",
    "procedure_stream",
]
