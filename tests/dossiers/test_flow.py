"""The machine, edge by edge, and what no path may ever do."""

import pytest
from django_fsm import can_proceed
from hypothesis import given
from hypothesis import strategies as st

from dossiers.diagram import state_machine_page
from dossiers.models import Dossier
from dossiers.policy import MAY
from dossiers.states import DETOURS, FINAL, NATIONAL_CODE, State

WITHDRAWABLE = {"submitted", "received", "processing", "supplement_required"}
EDGES = {
    ("draft", "file", "submitted"),
    ("submitted", "require_payment", "payment_required"),
    ("processing", "require_payment", "payment_required"),
    ("payment_required", "payment_settled", "submitted"),
    ("payment_required", "payment_settled", "processing"),
    ("submitted", "receive", "received"),
    ("submitted", "refuse", "refused"),
    ("submitted", "request_supplement", "supplement_required"),
    ("received", "request_supplement", "supplement_required"),
    ("processing", "request_supplement", "supplement_required"),
    ("supplement_required", "supply", "submitted"),
    ("supplement_required", "supply", "received"),
    ("supplement_required", "supply", "processing"),
    ("supplement_required", "lapse", "halted"),
    ("received", "start_processing", "processing"),
    ("processing", "decide", "completed"),
    ("processing", "halt", "halted"),
    ("completed", "reopen", "processing"),
    ("completed", "hand_over", "returned"),
    ("withdrawal_requested", "confirm_withdrawal", "halted"),
    *((state, "request_withdrawal", "withdrawal_requested") for state in WITHDRAWABLE),
    *(("withdrawal_requested", "decline_withdrawal", state) for state in WITHDRAWABLE),
}
EVENTS = sorted({event for _source, event, _target in EDGES})


def declared_edges() -> set[tuple[str, str, str]]:
    edges = set()
    for transition in Dossier._meta.get_field("state").get_all_transitions(Dossier):
        targets = getattr(transition.target, "allowed_states", None) or [transition.target]
        edges |= {(str(transition.source), transition.name, str(target)) for target in targets}
    return edges


def test_the_machine_has_exactly_these_edges() -> None:
    assert declared_edges() == EDGES


def test_every_event_says_who_may() -> None:
    assert set(EVENTS) <= set(MAY)
    assert all(MAY[event] for event in EVENTS)


def test_national_codes() -> None:
    assert {str(state): code for state, code in NATIONAL_CODE.items()} == {
        "submitted": 1, "received": 2, "refused": 3, "processing": 4, "supplement_required": 5,
        "payment_required": 6, "withdrawal_requested": 7, "halted": 8, "completed": 9,
        "returned": 10,
    }  # fmt: skip
    assert set(State) - set(NATIONAL_CODE) == {State.DRAFT}


@pytest.mark.parametrize("state", sorted(FINAL))
def test_nothing_follows_a_final_state(state: str) -> None:
    dossier = Dossier(state=state)
    assert [event for event in EVENTS if can_proceed(getattr(dossier, event))] == []


@given(st.lists(st.sampled_from(EVENTS), max_size=40))
def test_any_walk_comes_back_from_a_detour_to_where_it_left(events: list[str]) -> None:
    dossier = Dossier()
    before_detour: list[str] = []
    for event in events:
        if not can_proceed(getattr(dossier, event)):
            continue
        before = dossier.state
        getattr(dossier, event)()
        assert (before, event, dossier.state) in EDGES
        if dossier.state in DETOURS and event.startswith("re"):
            dossier.came_from = [*dossier.came_from, before]
            before_detour.append(before)
        elif before in DETOURS and dossier.state not in FINAL:
            assert dossier.state == before_detour.pop()
            dossier.came_from = dossier.came_from[:-1]


def test_the_page_in_the_docs_is_current(settings) -> None:
    page = settings.BASE_DIR / "docs" / "state-machine.md"
    assert page.read_text(encoding="utf-8") == state_machine_page()
