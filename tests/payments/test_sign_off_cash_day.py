"""A leader signs a closed day; then it is as if cut in stone."""

import pytest
from django.db import DatabaseError, connection, transaction

from payments.actions.close_cash_day import close_cash_day
from payments.actions.sign_off_cash_day import sign_off_cash_day
from payments.errors import CashDayClosed
from payments.models import CashDay
from portal.accounts.actor import Actor
from portal.accounts.models import StaffRole
from portal.accounts.roles import Role
from portal.shared.errors import NotAllowed
from portal.shared.models import ActionLogEntry
from tests.world import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(teller) -> CashDay:
    """Closed, nothing taken."""
    day = CashDay.objects.get()
    return close_cash_day(actor=teller, key=day.key, counted_vnd=500_000)


@pytest.fixture
def head(one_stop):
    """A leader of the one-stop centre."""
    return make_staff(Role.LEADER, one_stop, email="head@motcua.example", full_name="Trương Thu")


def test_signed_by_the_leader_of_the_centre(day, head):
    sign_off_cash_day(actor=head.actor, key=day.key)

    found = CashDay.objects.get()
    assert (found.state, found.signed_off_by) == ("signed_off", head.user)
    assert found.signed_off_at is not None
    entry = ActionLogEntry.objects.get(action="sign_off_cash_day")
    assert (entry.actor_name, entry.subject) == ("Trương Thu", f"cash_day:{day.key}")


def test_signed_by_the_leader_of_the_agency_above(day, province):
    above = make_staff(Role.LEADER, province, email="above@motcua.example")
    assert sign_off_cash_day(actor=above.actor, key=day.key).state == "signed_off"


def test_not_by_another_agencys_leader(day, leader):
    with pytest.raises(CashDay.DoesNotExist):
        sign_off_cash_day(actor=leader.actor, key=day.key)
    assert CashDay.objects.get().state == "closed"


@pytest.mark.parametrize("role", [Role.CLERK, Role.OFFICER, Role.PROVINCIAL_ADMIN, Role.AUDITOR])
def test_by_leaders_only(day, one_stop, role):
    other = make_staff(role, one_stop, email="other@motcua.example")
    with pytest.raises(NotAllowed):
        sign_off_cash_day(actor=other.actor, key=day.key)
    assert CashDay.objects.get().state == "closed"


def test_never_by_the_clerk_herself(day, one_stop):
    role = StaffRole.objects.create(user=day.clerk, role=Role.LEADER, agency=one_stop)
    with pytest.raises(NotAllowed, match="tự ký duyệt"):
        sign_off_cash_day(actor=Actor.of_staff(role, day.clerk), key=day.key)
    assert CashDay.objects.get().state == "closed"
    assert not ActionLogEntry.objects.filter(action="sign_off_cash_day").exists()


def test_not_while_it_is_open(teller, head):
    with pytest.raises(CashDayClosed, match="chưa khóa"):
        sign_off_cash_day(actor=head.actor, key=CashDay.objects.get().key)
    assert CashDay.objects.get().state == "open"


def test_once(day, head):
    sign_off_cash_day(actor=head.actor, key=day.key)
    before = CashDay.objects.values().get()
    with pytest.raises(CashDayClosed, match="đã được ký duyệt"):
        sign_off_cash_day(actor=head.actor, key=day.key)
    assert CashDay.objects.values().get() == before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE payments_cashday SET signed_off_at = now()",
        "UPDATE payments_cashday SET state = 'closed', signed_off_by_id = NULL",
        "UPDATE payments_cashday SET difference_reason = 'x'",
        "DELETE FROM payments_cashday",
    ],
)
def test_then_the_database_refuses_every_change(day, head, sql):
    sign_off_cash_day(actor=head.actor, key=day.key)
    before = CashDay.objects.values().get()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert CashDay.objects.values().get() == before
