"""Entries of one action are written together, as its last statement."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.accounts.actor import SYSTEM
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.action_log.record import record, recorded
from portal.shared.action_log.verify import verify


@pytest.mark.django_db
def test_entries_come_last_in_one_statement_and_in_their_order():
    with CaptureQueriesContext(connection) as captured, recorded():
        record(actor=SYSTEM, action="file", subject="dossier:1")
        record(actor=SYSTEM, action="require_payment", subject="dossier:1")
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    inserts = [n for n, q in enumerate(captured.captured_queries) if "INSERT" in q["sql"]]
    others = [n for n, q in enumerate(captured.captured_queries) if q["sql"] == "SELECT 1"]
    assert len(inserts) == 1
    assert others[0] < inserts[0]
    rows = ActionLogEntry.objects.order_by("position").values_list("position", "action")
    assert list(rows) == [(1, "file"), (2, "require_payment")]
    assert verify().position == 2


@pytest.mark.django_db
def test_nothing_is_written_of_what_is_undone():
    with pytest.raises(ZeroDivisionError), recorded():
        record(actor=SYSTEM, action="file", subject="dossier:1")
        raise ZeroDivisionError
    assert not ActionLogEntry.objects.exists()
    record(actor=SYSTEM, action="file", subject="dossier:2")
    assert ActionLogEntry.objects.get().subject == "dossier:2"


@pytest.mark.django_db
def test_a_second_one_within_is_refused():
    with pytest.raises(RuntimeError), recorded(), recorded():
        pass
    assert not ActionLogEntry.objects.exists()
