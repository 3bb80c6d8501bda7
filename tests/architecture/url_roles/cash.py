"""Tills of the table's world: the clerk's with a receipt in it, and one the leader may sign."""

from collections.abc import Callable
from typing import Any

from dossiers.actions.take_cash import take_cash
from dossiers.models import Dossier
from payments.actions.close_cash_day import close_cash_day
from payments.actions.open_cash_day import open_cash_day
from payments.queries import obligation_of
from payments.queries.cash import open_day_of, settled_attempt_of
from portal.accounts.roles import Role
from tests.world import Person, make_staff


def make_tills(
    make_dossier: Callable[..., Dossier], clerk: Person, leader: Person
) -> dict[str, Any]:
    """What the parts of the paths stand for."""
    paid = take_cash(
        actor=clerk.actor, code=str(make_dossier("payment_required").code), float_vnd=500_000
    )
    obligation = obligation_of(paid.subject)
    assert obligation is not None
    attempt, day = settled_attempt_of(obligation), open_day_of(clerk.actor)
    assert attempt is not None and day is not None
    return {
        "cash_day": day.key,
        "cash_counted": f"{500_000 + obligation.amount_vnd}",
        "cash_attempt": attempt.key,
        "cash_day_to_sign": _closed_day_below(leader),
    }


def _closed_day_below(leader: Person) -> Any:
    colleague = make_staff(Role.CLERK, leader.agency, email="quay@motcua.example").actor
    day = open_cash_day(actor=colleague, float_vnd=0)
    return close_cash_day(actor=colleague, key=day.key, counted_vnd=0).key
