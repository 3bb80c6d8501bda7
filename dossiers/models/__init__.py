"""The case: a dossier and everything that hangs on it."""

from dossiers.models.attachment import Attachment
from dossiers.models.calendar import CalendarDay
from dossiers.models.carrying import CarriedDraft, RevisionMove
from dossiers.models.counter import CodeCounter
from dossiers.models.decision_pin import DecisionPin
from dossiers.models.direct import DirectFiling
from dossiers.models.document import Document
from dossiers.models.dossier import Dossier
from dossiers.models.handling import Note, Proposal, Supplement
from dossiers.models.history import HistoryEntry

__all__ = [
    "Attachment",
    "CalendarDay",
    "CarriedDraft",
    "CodeCounter",
    "DecisionPin",
    "DirectFiling",
    "Document",
    "Dossier",
    "HistoryEntry",
    "Note",
    "Proposal",
    "RevisionMove",
    "Supplement",
]
