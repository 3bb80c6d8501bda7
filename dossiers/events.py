"""What the case tells the layers above."""

from dataclasses import dataclass

from dossiers.models import Dossier, HistoryEntry
from portal.shared.events import Event


@dataclass(frozen=True)
class StateChanged(Event):
    """A dossier moved; `history` is the row that says how. Published inside the transaction."""

    dossier: Dossier
    history: HistoryEntry


@dataclass(frozen=True)
class MoveAsked(Event):
    """Staff asked the citizen whether a dossier may go over to another revision; `history` is the
    row that says so."""

    history: HistoryEntry
