"""Every address × every role answers as the table says, and a denied write changes nothing."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Model
from procrastinate.contrib.django.models import ProcrastinateJob

from dossiers.models import Attachment, Dossier, HistoryEntry, Note
from payments.models import LedgerEntry, PaymentAttempt
from portal.accounts.models import Citizen
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.action_log.record import record
from tests.architecture.url_roles.addresses import names
from tests.architecture.url_roles.table import ROLES, TABLE, Row
from tests.architecture.url_roles.world import (  # noqa: F401 - fixtures
    People,
    Places,
    address,
    client_of,
    complete_draft,
    fresh_bindings,
    half_price,
    make_dossier,
    make_revision,
    people,
    places,
    typed,
)
from tests.world import Person

DENIED = {401, 403, 404}
# Allauth's pages, which hold no more than an address, and the API have rules of their own.
OF_ONE_PERSON = (
    "accounts:", "administration:", "counter:", "dossiers:", "national:", "payments:",
    "reporting:", "services:", "signatures:", "api:my_dossiers", "mfa_activate", "mfa_view",
)  # fmt: skip
FILES = {"dossiers:counter_file", "dossiers:desk_file"}


def test_every_address_is_in_the_table() -> None:
    assert sorted(row.name for row in TABLE) == names()


def test_an_address_that_is_missing_is_found(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.architecture.url_roles.one_more_address"

    assert set(names()) - {row.name for row in TABLE} == {"more:forgotten", "?without-a-name/"}


@pytest.mark.parametrize("role", ROLES)
def test_a_row_says_something_about_the_role(role: str) -> None:
    assert [
        row.name for row in TABLE if role not in row.get or role not in (row.post or ROLES)
    ] == []


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_each_role_gets_what_the_table_says(method: str, places: Places, people: People) -> None:  # noqa: F811
    wrong = []
    untouched = _traces()
    for role in ROLES:
        client = client_of(role, people)
        signed_in = client.cookies.output(header="")
        for row in TABLE:
            expected = row.get[role] if method == "get" else (row.post or {}).get(role)
            if expected is None:
                continue
            client.cookies.load(signed_in)  # signed in, whatever came before
            savepoint = transaction.savepoint()
            is_denied = method == "post" and _is_denied(row, role, expected)
            data = typed(row, places) if method == "post" else {}
            response = getattr(client, method)(address(row, places), data)
            status = response.status_code
            if _may_be_kept(row, role, response):
                wrong.append(f"{role} {method.upper()} {row.name}: a browser may keep it")
            if status != expected:
                wrong.append(f"{role} {method.upper()} {row.name}: {status}, not {expected}")
            elif is_denied and _traces() != untouched:
                wrong.append(f"{role} {method.upper()} {row.name}: denied, yet something changed")
            transaction.savepoint_rollback(savepoint)
    assert not wrong, "\n".join(wrong)


def _is_denied(row: Row, role: str, expected: int) -> bool:
    to_a_gate = expected == 302 and role in ("anonymous", "unproven") and row.get[role] == 302
    return expected in DENIED or to_a_gate


def _may_be_kept(row: Row, role: str, response: Any) -> bool:
    """Whether the next person at the same browser finds by "back" what only this one may see.
    Files of dossiers are kept for five minutes: an officer turns back to them again and again."""
    is_for_all = row.get[role] == row.get["anonymous"]
    if is_for_all or response.status_code >= 400 or not row.name.startswith(OF_ONE_PERSON):
        return False
    kept = response.headers.get("Cache-Control", "")
    return "no-store" not in kept and not (row.name in FILES and kept == "private, max-age=300")


def _traces() -> tuple[Any, ...]:
    """What any of the writes would change, by one statement: it is asked after every denial."""
    counted = (
        HistoryEntry, Attachment, Note, PaymentAttempt, LedgerEntry, ActionLogEntry,
        ProcrastinateJob,
    )  # fmt: skip
    looks = [
        _rows(Dossier, "state", "version", "answers"),
        _rows(Citizen, "phone", "email", "address_line"),
        *(f'SELECT count(*) FROM "{model._meta.db_table}"' for model in counted),
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"({look})" for look in looks))
        return cursor.fetchone()


def _rows(model: type[Model], *columns: str) -> str:
    values = ", ".join(f'"{column}"' for column in columns)
    return f'SELECT array_agg(ROW({values})::text ORDER BY id) FROM "{model._meta.db_table}"'


@pytest.mark.django_db
def test_what_a_write_would_change_leaves_traces(lan: Person) -> None:
    untouched = _traces()
    assert _traces() == untouched

    Citizen.objects.filter(pk=lan.citizen.pk).update(phone="0905000000")
    assert _traces()[1] != untouched[1]
    untouched = _traces()
    record(actor=lan.actor, action="look", subject="dossier:1")
    assert [was == now for was, now in zip(untouched, _traces(), strict=True)].count(False) == 1
