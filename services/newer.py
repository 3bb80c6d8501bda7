"""Whether another revision has taken the place of the one that somebody began under."""

from services.models import Procedure, Revision


def newer_revision(procedure: Procedure, revision_id: int) -> Revision | None:
    """The revision in force, if it is another one than this. Of a withdrawn procedure none is:
    what was begun under it stays as it is."""
    if procedure.current_revision_id in (None, revision_id):
        return None
    current = procedure.current_revision
    is_in_force = current is not None and current.state == Revision.State.PUBLISHED
    return current if is_in_force else None
