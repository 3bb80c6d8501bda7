"""Whoever a thing of the counter is not for leaves no trace by asking: not in any table, not in
the mail, not in the files. The addresses are those of the table of roles, so a new one is asked,
too. Beside its roles: a colleague at the same counter who sits at no desk and has no client, and a
clerk of the post office who works for several agencies, none of them this one."""

import pytest
from django.db import transaction
from django.test import Client

from portal.accounts.models import StaffRole
from portal.accounts.roles import Role
from portal.agencies.models import Agency
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
from tests.fingerprint import differing, fingerprint
from tests.world import Person, make_agency, make_staff

COLLEAGUE, POSTMAN = "colleague", "postman"
_AREAS = ("counter:", "dossiers:signing", "signatures:key", "payments:cash", "payments:refund")
_OF_THE_COUNTER = {
    "dossiers:dossier_take_cash", "dossiers:dossier_receive", "dossiers:counter_file",
    "dossiers:counter_document", "dossiers:counter_dossier", "payments:receipt_cancel",
    "payments:counter_refund", "payments:receipt_pdf",
}  # fmt: skip
# What the whole counter works on together, and anybody's own ticket.
SHARED = {
    "counter:queue_call_ticket", "counter:queue_leave", "counter:queue_come_back",
    "counter:queue_take_desk", "counter:kiosk", "counter:wall", "counter:ticket",
    "counter:ticket_slip", "counter:ticket_leave", "counter:ticket_come_back",
    "counter:return_detail", "counter:return_signature", "counter:dossier_hand_over",
    "counter:shipment_prepare", "counter:shipment_detail", "counter:shipment_label",
    "counter:shipment_delivered", "counter:shipment_came_back",
    "dossiers:dossier_take_cash", "dossiers:dossier_receive", "dossiers:counter_file",
    "dossiers:counter_document", "dossiers:counter_dossier", "payments:receipt_cancel",
    "payments:counter_refund", "payments:receipt_pdf", "payments:refund_transfer",
    "payments:refund_cash", "payments:cash_receipt",
}  # fmt: skip
# Told in words on the page that they come back to; the others are not found.
TOLD_IN_WORDS = {
    "counter:queue_call_again": 302, "counter:queue_serve": 302, "counter:queue_end": 302,
    "counter:queue_no_show": 302, "counter:queue_transfer": 409, "payments:cash_reverse": 409,
}  # fmt: skip
ONES_OWN = ("counter:queue_explanation",)
ROWS = [row for row in TABLE if row.name.startswith(_AREAS) or row.name in _OF_THE_COUNTER]


@pytest.fixture
def everybody(people: People, clerk: Person) -> People:  # noqa: F811
    """The people of the table, the colleague and the postman."""
    colleague = make_staff(Role.CLERK, clerk.agency, email="ban-khac@motcua.example")
    elsewhere = people["clerk_elsewhere"]
    assert elsewhere is not None
    postman = make_staff(Role.CLERK, elsewhere.agency, email="buu-ta@motcua.example")
    another = make_agency("H47.72.99", "Xã Tam Anh", Agency.Level.COMMUNE, is_one_stop=True)
    StaffRole.objects.create(user=postman.user, role=Role.CLERK, agency=another)
    return people | {COLLEAGUE: colleague, POSTMAN: postman}


@pytest.mark.django_db
def test_who_is_denied_sees_nothing_and_leaves_no_trace(
    places: Places,  # noqa: F811
    everybody: People,
) -> None:
    wrong = []
    for role in (*ROLES, COLLEAGUE, POSTMAN):
        client = client_of(role, everybody)
        cookies = client.cookies.output(header="")
        denied = [row for row in ROWS if _answer(row, role) is not None]
        assert len(denied) >= (5 if role == "clerk" else 30), f"{role}: {len(denied)}"
        wrong += _strayed(client, cookies, role, denied, places)
        if role in (COLLEAGUE, POSTMAN):
            wrong += _seen(client, role, places)
    assert not wrong, "\n".join(wrong)


def _answer(row: Row, role: str) -> int | None:
    """What a POST of somebody who is denied is answered; None for whom it is."""
    if row.post is None:
        return None
    if role == COLLEAGUE:
        here = row.post["clerk"]
        if here == 403 or row.name in SHARED or not row.where:
            return 403 if here == 403 else None
        return TOLD_IN_WORDS.get(row.name, 404)
    if role == POSTMAN:
        elsewhere = row.post["clerk_elsewhere"]
        return elsewhere if elsewhere in (403, 404) else None
    status = row.post[role]
    is_anybodys = len(set(row.post.values())) == 1
    to_a_gate = status == 302 and role in ("anonymous", "unproven") and not is_anybodys
    return status if status in (401, 403, 404) or to_a_gate else None


def _seen(client: Client, role: str, places: Places) -> list[str]:  # noqa: F811
    """What of a client at another's desk they are shown."""
    of_a_client = [row for row in ROWS if "intake" in row.where or row.name in ONES_OWN]
    answers = {row.name: client.get(address(row, places)).status_code for row in of_a_client}
    return [f"{role} GET {name}: {code}" for name, code in answers.items() if code != 404]


def _strayed(
    client: Client,
    cookies: str,
    role: str,
    rows: list[Row],
    places: Places,  # noqa: F811
) -> list[str]:
    """Asked all together first; only where something has changed is it asked which it was."""
    wrong, before = [], fingerprint()
    for row in rows:
        status = _posted(client, cookies, row, places)
        if status != _answer(row, role):
            wrong.append(f"{role} {row.name}: {status}, not {_answer(row, role)}")
    changed = differing(before, fingerprint())
    if not changed:
        return wrong
    by_whom = _which(client, cookies, role, rows, places)
    return [*wrong, *(by_whom or [f"{role}: {', '.join(changed)} changed, once"])]


def _which(
    client: Client,
    cookies: str,
    role: str,
    rows: list[Row],
    places: Places,  # noqa: F811
) -> list[str]:
    found = []
    for row in rows:
        before, savepoint = fingerprint(), transaction.savepoint()
        _posted(client, cookies, row, places)
        changed = differing(before, fingerprint())
        transaction.savepoint_rollback(savepoint)
        if changed:
            found.append(f"{role} {row.name}: denied, yet changed {', '.join(changed)}")
    return found


def _posted(client: Client, cookies: str, row: Row, places: Places) -> int:  # noqa: F811
    client.cookies.load(cookies)
    return client.post(address(row, places), typed(row, places)).status_code
