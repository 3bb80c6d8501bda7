"""A clerk's till is opened once a day, by herself."""

from datetime import UTC, date, datetime, timedelta

import pytest

from payments.actions.open_cash_day import open_cash_day
from payments.errors import CashDayClosed, CashDayLeftOpen, NoOpenCashDay
from payments.models import CashDay
from payments.queries.cash import lock_open_day, open_day_of
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.errors import NotAllowed
from portal.shared.models import ActionLogEntry
from tests.at_once import at_once

pytestmark = pytest.mark.django_db


def test_opened_with_its_float(clerk):
    opened = open_cash_day(actor=clerk.actor, float_vnd=500_000)

    found = CashDay.objects.get()
    assert found == opened == open_day_of(clerk.actor) == lock_open_day(clerk.actor)
    assert (found.clerk, found.agency, found.day) == (clerk.user, clerk.agency, clock.today())
    assert (found.state, found.float_vnd) == ("open", 500_000)
    entry = ActionLogEntry.objects.get()
    assert (entry.action, entry.subject) == ("open_cash_day", f"cash_day:{found.key}")
    assert entry.detail == {"day": clock.today().isoformat(), "float_vnd": 500_000}


def test_repeated_it_is_the_same_day_with_its_first_float(clerk):
    first = open_cash_day(actor=clerk.actor, float_vnd=500_000)
    second = open_cash_day(actor=clerk.actor, float_vnd=900_000)
    assert (second, second.float_vnd) == (first, 500_000)
    assert ActionLogEntry.objects.count() == 1


def test_each_clerk_has_her_own(clerk, clerk_tamtien):
    open_cash_day(actor=clerk.actor, float_vnd=0)
    assert open_day_of(clerk_tamtien.actor) is None
    with pytest.raises(NoOpenCashDay):
        lock_open_day(clerk_tamtien.actor)


def test_a_day_left_open_comes_first(clerk):
    with clock.pinned(clock.now() - timedelta(days=1)):
        left = open_cash_day(actor=clerk.actor, float_vnd=0)
    words = f"Sổ quỹ ngày {left.day:%d/%m/%Y} của bạn chưa khóa"
    with pytest.raises(CashDayLeftOpen, match=words):
        open_cash_day(actor=clerk.actor, float_vnd=0)
    with pytest.raises(CashDayLeftOpen, match=words):
        lock_open_day(clerk.actor)
    assert CashDay.objects.count() == 1


def test_a_closed_day_stays_closed(clerk):
    CashDay.objects.create(
        agency=clerk.agency, clerk=clerk.user, day=clock.today(), opened_at=clock.now(),
        state="closed", closed_at=clock.now(), expected_vnd=0, counted_vnd=0, difference_vnd=0,
    )  # fmt: skip
    with pytest.raises(CashDayClosed, match="đã khóa"):
        open_cash_day(actor=clerk.actor, float_vnd=0)
    with pytest.raises(NoOpenCashDay):
        lock_open_day(clerk.actor)


@pytest.mark.parametrize(
    "actor", [SYSTEM, Actor(role=Role.CLERK, name="Không cơ quan", user_id=1)], ids=["system", "0"]
)
def test_only_a_clerk_of_an_agency(actor):
    with pytest.raises(NotAllowed):
        open_cash_day(actor=actor, float_vnd=0)
    assert CashDay.objects.count() == 0


def test_no_officer(officer):
    with pytest.raises(NotAllowed):
        open_cash_day(actor=officer.actor, float_vnd=0)
    assert CashDay.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_open_one(clerk):
    actor = clerk.actor
    first, second = at_once(*[lambda: open_cash_day(actor=actor, float_vnd=1_000)] * 2)
    assert (first, second) == (CashDay.objects.get(),) * 2
    assert ActionLogEntry.objects.filter(action="open_cash_day").count() == 1


def test_the_day_is_that_of_the_province(clerk):
    with clock.pinned(datetime(2026, 2, 28, 18, 0, tzinfo=UTC)):
        assert open_cash_day(actor=clerk.actor, float_vnd=0).day == date(2026, 3, 1)
