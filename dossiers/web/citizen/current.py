"""A draft under the revision in force; one that was left behind leads to what has changed."""

import uuid

from dossiers.models import Dossier
from dossiers.queries import draft_of
from portal.accounts.actor import Actor
from services.models import Procedure, Revision


class LeftBehind(Exception):
    """The draft was begun under a revision that another one has replaced since."""


def current_draft(actor: Actor, key: uuid.UUID) -> Dossier:
    """The citizen's own draft; Http404 otherwise. Raises LeftBehind."""
    draft = draft_of(actor, key)
    if is_left_behind(draft.procedure, draft.revision_id):
        raise LeftBehind
    return draft


def is_left_behind(procedure: Procedure, revision_id: int) -> bool:
    """Whether another revision is in force. Of a withdrawn procedure none is: its drafts stay as
    they are (`procedure` with its current revision)."""
    current = procedure.current_revision
    return (
        current is not None
        and current.pk != revision_id
        and current.state == Revision.State.PUBLISHED
    )
