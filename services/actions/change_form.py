"""Changes the e-form of a draft, under the guards of every such change."""

from portal.accounts.actor import Actor
from services.actions.edit_draft import Change, edit_draft
from services.building.guards import refuse_harm
from services.building.published import promises_of
from services.content import RevisionContent
from services.models import RevisionDraft

PART = "form"


def change_form(
    *,
    actor: Actor,
    draft: RevisionDraft,
    version: int,
    change: Change,
    words: str,
    edited: str = "",
) -> RevisionDraft:
    """The draft with its form changed. A mistake that is already there may stay; the change may
    bring no new one (see `services.building.guards`).

    `edited` is the path, after the change, of the field that the person fills in: its mistakes
    are named by its attributes. Raises NotAllowed, StalePage (as `edit_draft`), InvalidInput.
    """
    promises = promises_of(draft.procedure)

    def guarded(before: RevisionContent) -> RevisionContent:
        after = change(before)
        refuse_harm(before, after, promises, edited=edited)
        return after

    return edit_draft(
        actor=actor, draft_id=draft.pk, version=version, part=PART, change=guarded, words=words
    )
