"""Every use case against everybody who may not: refused, nothing changed, nothing sent."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import Http404
from procrastinate.contrib.django.models import ProcrastinateJob

from dossiers.actions.decide import decide, halt, reopen
from dossiers.actions.hand_over import hand_over
from dossiers.actions.note import note
from dossiers.actions.propose import propose, send_back
from dossiers.actions.receive import receive
from dossiers.actions.refuse import refuse
from dossiers.actions.request_supplement import request_supplement
from dossiers.actions.start_processing import start_processing
from dossiers.actions.supply import supply
from dossiers.actions.take_cash import take_cash
from dossiers.actions.withdrawal import (
    confirm_withdrawal,
    decline_withdrawal,
    request_withdrawal,
)
from dossiers.models import Document, Dossier, HistoryEntry, Note, Proposal, Supplement
from payments.models import LedgerEntry
from portal.accounts.roles import Role
from portal.national.models import OutboxMessage
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import NotAllowed, StalePage
from tests.world import Person, make_staff

pytestmark = pytest.mark.django_db

# action, its arguments, the state it belongs to, who may
CASES: list[tuple[Callable[..., Any], dict[str, Any], str, set[str]]] = [
    (receive, {}, "submitted", {"clerk"}),
    (refuse, {"reason": "x"}, "submitted", {"clerk"}),
    (take_cash, {"float_vnd": 0}, "payment_required", {"clerk"}),
    (request_supplement, {"what": "x", "why": "y"}, "processing", {"officer"}),
    (request_supplement, {"what": "x", "why": "y"}, "submitted", {"clerk"}),
    (supply, {"answer": "x"}, "supplement_required", {"tra", "clerk"}),
    (request_withdrawal, {"reason": "x"}, "submitted", {"tra"}),
    (confirm_withdrawal, {}, "withdrawal_requested", {"clerk"}),
    (decline_withdrawal, {"reason": "x"}, "withdrawal_requested", {"clerk"}),
    (start_processing, {}, "received", {"officer"}),
    (note, {"text": "x"}, "processing", {"clerk", "officer", "leader"}),
    (propose, {"outcome": "approved", "text": "x"}, "processing", {"officer"}),
    (send_back, {"comment": "x"}, "proposed", {"leader"}),
    (decide, {}, "proposed", {"leader"}),
    (halt, {"reason": "x"}, "processing", {"officer", "leader"}),
    (reopen, {"reason": "x"}, "completed", {"leader"}),
    (hand_over, {}, "completed", {"clerk"}),
]
EVERYBODY = {"tra", "lan", "clerk", "officer", "leader", "admin", "auditor", "stranger"}
IDS = [case[0].__name__ for case in CASES]


@pytest.fixture
def people(
    tra: Person, lan: Person, clerk: Person, officer: Person, leader: Person, admin: Person,
    auditor: Person, clerk_tamtien: Person,
) -> dict[str, Person]:  # fmt: skip
    """Everybody; the stranger is a clerk of another agency."""
    return {
        "tra": tra, "lan": lan, "clerk": clerk, "officer": officer, "leader": leader,
        "admin": admin, "auditor": auditor, "stranger": clerk_tamtien,
    }  # fmt: skip


@pytest.mark.parametrize(("action", "arguments", "state", "allowed"), CASES, ids=IDS)
def test_nobody_else_may(
    action: Callable[..., Any],
    arguments: dict[str, Any],
    state: str,
    allowed: set[str],
    make_dossier: Callable[..., Dossier],
    people: dict[str, Person],
) -> None:
    dossier = make_dossier(state)
    before = snapshot(dossier)
    for name in sorted(EVERYBODY - allowed):
        with pytest.raises((Http404, NotAllowed)):
            action(actor=people[name].actor, code=dossier.code, **arguments)
        assert snapshot(dossier) == before, name


@pytest.mark.parametrize(("action", "arguments", "state", "allowed"), CASES, ids=IDS)
def test_each_of_these_may(
    action: Callable[..., Any],
    arguments: dict[str, Any],
    state: str,
    allowed: set[str],
    make_dossier: Callable[..., Dossier],
    people: dict[str, Person],
) -> None:
    dossier = make_dossier(state)
    before = snapshot(dossier)
    action(actor=people[min(allowed)].actor, code=dossier.code, **arguments)
    assert snapshot(dossier) != before


MOVES = [case for case in CASES if case[0] is not note]


@pytest.mark.parametrize(
    ("action", "arguments", "state", "allowed"), MOVES, ids=[case[0].__name__ for case in MOVES]
)
def test_a_stale_page_changes_nothing(
    action: Callable[..., Any],
    arguments: dict[str, Any],
    state: str,
    allowed: set[str],
    make_dossier: Callable[..., Dossier],
    people: dict[str, Person],
) -> None:
    dossier = make_dossier(state)
    before = snapshot(dossier)
    with pytest.raises(StalePage, match="đã được chuyển bước"):
        action(
            actor=people[min(allowed)].actor, code=dossier.code,
            seen_version=dossier.version - 1, **arguments,
        )  # fmt: skip
    assert snapshot(dossier) == before


def test_an_officer_of_another_agency_finds_nothing(
    make_dossier: Callable[..., Dossier], one_stop: Any
) -> None:
    dossier = make_dossier("received")
    other = make_staff(Role.OFFICER, one_stop, email="khac@motcua.example")
    with pytest.raises(Http404):
        start_processing(actor=other.actor, code=dossier.code)


def snapshot(dossier: Dossier) -> tuple[Any, ...]:
    """Everything an action could have touched."""
    row = Dossier.objects.filter(pk=dossier.pk).values().get()
    models = (
        HistoryEntry, OutboxMessage, ActionLogEntry, Document, Note, Proposal, Supplement,
        LedgerEntry, ProcrastinateJob,
    )  # fmt: skip
    return row, tuple(model.objects.count() for model in models)
