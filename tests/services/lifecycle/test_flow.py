"""The graph of drafts."""

from typing import Any

import pytest
from django_fsm import TransitionNotAllowed
from hypothesis import given
from hypothesis import strategies as st

from services.diagram import lifecycle_page
from services.flow import DraftState
from services.models import RevisionDraft

EDGES = {(str(e.source), e.name, str(e.target)) for e in RevisionDraft.edges()}
EVENTS = sorted({event for _source, event, _target in EDGES})


@given(st.lists(st.sampled_from(EVENTS), max_size=30))
def test_only_the_edges_are_walked(events: list[str]) -> None:
    draft = RevisionDraft()
    for event in events:
        before = draft.state
        try:
            getattr(draft, event)()
        except TransitionNotAllowed:
            assert draft.state == before
        else:
            assert (before, event, draft.state) in EDGES


@pytest.mark.parametrize("state", [DraftState.PUBLISHED, DraftState.DISCARDED])
def test_these_are_the_end(state: DraftState) -> None:
    assert not [edge for edge in EDGES if edge[0] == state]


def test_the_page_in_the_docs_is_current(settings: Any) -> None:
    page = settings.BASE_DIR / "docs" / "draft-lifecycle.md"
    assert page.read_text(encoding="utf-8") == lifecycle_page()
