"""A draft under the revision in force; one that was left behind leads to what has changed."""

import uuid

from dossiers.models import Dossier
from dossiers.queries import draft_of
from portal.accounts.actor import Actor
from services.newer import newer_revision


class LeftBehind(Exception):
    """The draft was begun under a revision that another one has replaced since."""


def current_draft(actor: Actor, key: uuid.UUID) -> Dossier:
    """The citizen's own draft; Http404 otherwise. Raises LeftBehind."""
    draft = draft_of(actor, key)
    if newer_revision(draft.procedure, draft.revision_id) is not None:
        raise LeftBehind
    return draft
