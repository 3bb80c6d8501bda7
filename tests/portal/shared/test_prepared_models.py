"""Models read by SQL that was made once are what the queryset would have given."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from portal.accounts.backend import Backend
from portal.accounts.models import StaffRole, User
from portal.shared.prepared_models import PreparedModels
from portal.shared.sessions import SessionStore


@pytest.mark.django_db
def test_the_account_comes_with_citizen_and_whether_it_is_staff(tra, clerk):
    with CaptureQueriesContext(connection) as captured:
        user = Backend().get_user(str(tra.user.pk))
        assert user == tra.user
        assert user.citizen == tra.citizen
        assert user.citizen.birth_date == tra.citizen.birth_date
        assert user.holds_staff_role is False
    assert len(captured) == 1
    assert Backend().get_user(clerk.user.pk).holds_staff_role is True


@pytest.mark.django_db
def test_a_closed_account_and_a_role_taken_away_count_at_once(clerk):
    assert Backend().get_user(clerk.user.pk).holds_staff_role is True
    StaffRole.objects.filter(user=clerk.user).update(is_active=False)
    assert Backend().get_user(clerk.user.pk).holds_staff_role is False
    User.objects.filter(pk=clerk.user.pk).update(is_active=False)
    assert Backend().get_user(clerk.user.pk) is None


@pytest.mark.django_db
def test_a_session_is_read_until_it_ends():
    session = SessionStore()
    session["worklist"] = "new"
    session.create()
    again = SessionStore(session.session_key)
    assert again["worklist"] == "new"
    Session.objects.filter(pk=session.session_key).update(expire_date="2020-01-01T00:00:00Z")
    ended = SessionStore(session.session_key)
    assert ended.get("worklist") is None
    assert ended.session_key is None


def test_a_value_that_the_query_does_not_use_is_a_mistake():
    unused = PreparedModels(lambda pk: User.objects.filter(email="tra@motcua.example"), -1)
    with pytest.raises(ValueError, match="not every value"):
        unused(7)


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_inside_a_transaction_only():
    locked = PreparedModels(lambda pk: User.objects.select_for_update().filter(pk=pk), -1)
    with transaction.atomic():
        assert locked(0) == []
    with pytest.raises(transaction.TransactionManagementError):
        locked(0)
