"""The world that the table is asked in: Trà's draft and dossiers, and everybody around them."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client
from django.urls import reverse

from dossiers.models import Attachment, Document, Dossier
from payments.actions.issue_receipt import issue_receipt
from payments.actions.reserve_attempt import reserve_attempt
from payments.actions.store_event import park_unreadable
from payments.models import PaymentAttempt, ProviderEvent, Receipt
from payments.queries import obligation_of
from portal.accounts.actions.make_app_key import make_app_key
from portal.accounts.models import StaffRole
from portal.accounts.roles import Role
from portal.agencies.models import Agency
from services.models import Revision
from tests.architecture.url_roles.administration import make_administration
from tests.architecture.url_roles.carrying import make_left_behind
from tests.architecture.url_roles.cash import make_tills
from tests.architecture.url_roles.catalogue_builder import make_form
from tests.architecture.url_roles.catalogue_bulk import make_bulk
from tests.architecture.url_roles.catalogue_consultations import make_consultations
from tests.architecture.url_roles.catalogue_editor import make_editor
from tests.architecture.url_roles.catalogue_lifecycle import make_lifecycle
from tests.architecture.url_roles.catalogue_search import make_search
from tests.architecture.url_roles.counter_copies import make_copies
from tests.architecture.url_roles.counter_intake import make_intake
from tests.architecture.url_roles.counter_papers import make_papers
from tests.architecture.url_roles.counter_queue import make_queue
from tests.architecture.url_roles.counter_returns import make_returns
from tests.architecture.url_roles.national import make_line
from tests.architecture.url_roles.reconciliation import make_reconciliation
from tests.architecture.url_roles.refunds import make_refunds
from tests.architecture.url_roles.signing import make_signing
from tests.architecture.url_roles.signing_keys import make_keys
from tests.architecture.url_roles.table import Row
from tests.architecture.url_roles.usage import make_usage
from tests.architecture.url_roles.verify import make_check
from tests.fixtures_dossiers import (
    complete_draft,
    fresh_bindings,
    half_price,
    make_dossier,
    make_revision,
)
from tests.world import Person, make_staff, sign_in

__all__ = [
    "complete_draft", "fresh_bindings", "half_price", "make_dossier", "make_revision",
    "people", "places",
]  # fmt: skip

STATES = (
    "submitted", "payment_required", "supplement_required", "withdrawal_requested", "received",
    "processing", "proposed", "completed",
)  # fmt: skip

Places = dict[str, Any]
People = dict[str, Person | None]


@pytest.fixture
def places(
    make_dossier: Callable[..., Dossier],
    complete_draft: Callable[..., Dossier],
    make_revision: Callable[..., Revision],
    tra: Person,
    clerk: Person,
    officer: Person,
    leader: Person,
    admin: Person,
    settings: Any,
) -> Places:
    """What the parts of the paths stand for."""
    settings.STRIPE_API_BASE = "http://127.0.0.1:1"  # nobody answers
    settings.NATIONAL_SIGN_ON_URL = "http://127.0.0.1:1"
    dossiers = {state: make_dossier(state) for state in STATES}
    make_revision("1.000656", agency_level="commune", fee_vnd=0)
    obligation = obligation_of(dossiers["payment_required"].subject)
    assert obligation is not None
    receipt = _receipt(dossiers["submitted"])
    park_unreadable(provider="stripe", body=b"?", problem="no JSON")
    found: Places = {
        "procedure": "2.000488", "commune_procedure": "1.000656", "section": "request",
        "paper": "cccd", "no_key": "abc", "provider": "stripe",
        "file": _file(dossiers["submitted"]).key, "document": _document(dossiers["submitted"]).key,
        "processing_file": _file(dossiers["processing"]).key,
        "processing_document": _document(dossiers["processing"]).key,
        "obligation": obligation.key, "receipt": receipt.key, "receipt_book": receipt.book_id,
        "event": ProviderEvent.objects.get().pk,
        "attempt": reserve_attempt(obligation=obligation, provider="stripe", next_url="/me/").key,
    }  # fmt: skip
    found |= make_copies(obligation)
    found |= make_refunds(dossiers, clerk, leader)
    found |= make_left_behind(complete_draft, make_dossier, make_revision, officer)
    found |= make_tills(make_dossier, clerk, leader)
    found |= make_returns(make_dossier, clerk)
    found |= make_signing(make_dossier, leader)
    found |= make_keys(officer)
    found |= make_check()
    found |= make_reconciliation(_paid(dossiers["received"]), admin)
    found |= make_line(str(dossiers["received"].code), admin)
    make_revision("1.004946")
    found |= make_usage("1.004946")
    found |= make_intake(make_revision, clerk, officer)
    found |= make_papers(found["intake"])
    found |= make_queue(clerk)
    found |= make_search("1.004946")
    found |= make_consultations(admin, tra)
    found |= make_lifecycle(admin)
    found |= make_form(admin)
    found |= make_bulk(admin)
    found |= make_editor(admin, "1.000656")
    found |= {
        "first_number": 1, "app_key": make_app_key(actor=tra.actor, name="Phần mềm")[0].pk,
    }  # fmt: skip
    # The last: a dossier made after it would be made of it, the person's open draft.
    draft = complete_draft()
    found |= {
        "draft": draft.key, "draft_version": draft.version, "draft_file": _file(draft).key,
    }  # fmt: skip
    found |= make_administration(admin, officer)
    for state, dossier in dossiers.items():
        found[state] = dossier.code
        found[f"{state}_version"] = Dossier.objects.get(pk=dossier.pk).version
    return found


@pytest.fixture
def people(
    tra: Person, lan: Person, clerk: Person, clerk_tamtien: Person, officer: Person,
    officer_tamtien: Person, leader: Person, admin: Person, auditor: Person,
) -> People:  # fmt: skip
    """Who asks, by the roles of the table."""
    return {
        "anonymous": None, "owner": tra, "other": lan, "clerk": clerk,
        "clerk_elsewhere": clerk_tamtien, "officer": officer,
        "officer_elsewhere": officer_tamtien, "leader": leader, "admin": admin,
        "auditor": auditor, "unproven": _unproven(clerk.agency, officer.agency, admin.agency),
    }  # fmt: skip


def address(row: Row, places: Places) -> str:
    """The path of a row in this world."""
    return reverse(row.name, kwargs={part: places[value] for part, value in row.where.items()})


def typed(row: Row, places: Places) -> dict[str, Any]:
    """What is posted: values of the world by their name, else the text itself."""
    return {name: places.get(value, value) for name, value in row.data.items()}


def client_of(role: str, people: People) -> Client:
    """A client in this role; `unproven` has only typed the password."""
    client = Client()
    person = people[role]
    if person is None:
        return client
    if role == "unproven":
        client.force_login(person.user)
        return client
    return _just_now(sign_in(client, person))


def _just_now(client: Client) -> Client:
    """Signed in a moment ago, so that nothing asks for the password again."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        method | {"at": time.time()} for method in session[AUTHENTICATION_METHODS_SESSION_KEY]
    ]
    session.save()
    return client


def _unproven(one_stop: Agency, justice: Agency, province: Agency) -> Person:
    person = make_staff(Role.CLERK, one_stop, email="unproven@motcua.example")
    for role, agency in (
        (Role.OFFICER, justice), (Role.LEADER, justice), (Role.PROVINCIAL_ADMIN, province),
        (Role.AUDITOR, province),
    ):  # fmt: skip
        StaffRole.objects.create(user=person.user, role=role, agency=agency)
    return person


def _file(dossier: Dossier) -> Attachment:
    return Attachment.objects.get(dossier=dossier)


def _document(dossier: Dossier) -> Document:
    return Document.objects.filter(dossier=dossier, kind=Document.Kind.FILING_RECEIPT).get()


def _receipt(dossier: Dossier) -> Receipt:
    paid = PaymentAttempt.objects.get(obligation__subject=dossier.subject, state="settled")
    receipt = issue_receipt(attempt=paid)
    assert receipt is not None
    return receipt


def _paid(dossier: Dossier) -> PaymentAttempt:
    return PaymentAttempt.objects.select_related("obligation__agency").get(
        obligation__subject=dossier.subject, state="settled"
    )
