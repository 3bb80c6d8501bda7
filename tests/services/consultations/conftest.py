"""Two admins and a procedure in force, whose draft is put up for comment."""

from collections.abc import Callable

import pytest

from services.actions.open_consultation import open_consultation
from services.actions.open_draft import open_draft
from services.models import Consultation, Procedure, RevisionDraft
from tests.services.drafts import edited
from tests.services.lifecycle.conftest import approver, procedure  # noqa: F401 - fixtures
from tests.world import Person


@pytest.fixture
def draft(admin: Person, procedure: Procedure) -> RevisionDraft:  # noqa: F811
    """A change to the procedure: two days less."""
    return edited(admin.actor, open_draft(actor=admin.actor, procedure=procedure), time_value=8)


@pytest.fixture
def put_up(admin: Person, draft: RevisionDraft) -> Callable[..., Consultation]:
    """Put the draft up for comment."""

    def make(days: int = 14, question: str = "8 ngày có đủ không?") -> Consultation:
        draft.refresh_from_db()
        return open_consultation(
            actor=admin.actor,
            draft_id=draft.pk,
            version=draft.version,
            days=days,
            question=question,
        )

    return make
