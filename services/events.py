"""What the catalogue tells the layers above."""

from dataclasses import dataclass

from portal.shared.events import Event
from services.models import Procedure, Revision


@dataclass(frozen=True)
class ProcedureChanged(Event):
    """A revision was published, or withdrawn: `in_force` says which. Published inside the
    transaction, which holds the lock of the procedure."""

    procedure: Procedure
    revision: Revision
    in_force: bool
