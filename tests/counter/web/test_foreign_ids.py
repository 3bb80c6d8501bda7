"""What stands in a form's hidden and choosable fields is believed of nobody: another client's
pages, another agency's desk, a code of elsewhere, a number that is none. Each is refused, and
nothing has changed, neither here nor there."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from counter.actions.call_next import call_ticket
from counter.actions.make_desks import make_desks
from counter.actions.take_desk import take_desk
from counter.actions.take_ticket import take_ticket
from counter.models import Desk, Intake, PaperCopy, ScannedPage, Ticket
from dossiers.models import Attachment, Dossier
from payments.models import PaymentAttempt
from portal.accounts.models import Citizen
from portal.accounts.roles import Role
from portal.agencies.models import Agency
from portal.shared import clock
from services.models import Revision
from tests.architecture.url_roles.counter_papers import make_papers
from tests.counter.intake_world import begun
from tests.counter.signing_world import at_signing
from tests.fingerprint import differing, fingerprint
from tests.world import Person, make_staff

NUMBERS = ("-1", "0", "9" * 30, "9" * 5000, "x", "\0", "1.5", "")
KEYS = (str(uuid.UUID(int=5)), "x", "\0", "đ" * 5000)
PAGE_STEPS = ("to:cccd", "turn:right", "accept", "remove", "up", "down", "split", "whole")


@dataclass(frozen=True)
class World:
    """The clerk's own client at the desk; a colleague's; and what is at another counter."""

    clerk: Person
    own: Intake
    theirs: Intake
    their_page: ScannedPage
    their_copy: PaperCopy
    their_file: Attachment
    called: Ticket
    far_desk: Desk
    far_ticket: Ticket
    far_intake: Intake
    stranger: Citizen


@dataclass(frozen=True)
class Ask:
    """A form that is sent, and how it is refused."""

    name: str
    status: int
    data: dict[str, str] = field(default_factory=dict)
    where: dict[str, Any] = field(default_factory=dict)
    method: str = "post"

    def __str__(self) -> str:
        return f"{self.name} { {key: text[:40] for key, text in self.data.items()} }"


@pytest.fixture
def world(
    clerk: Person, clerk_tamtien: Person, tra: Person, lan: Person, justice: Agency,
    make_revision: Callable[..., Revision],
) -> World:  # fmt: skip
    revision = make_revision()
    colleague = make_staff(Role.CLERK, clerk.agency, email="quay2@motcua.example")
    theirs = begun(colleague, lan.citizen, revision, justice)
    their = make_papers(theirs.key)
    signed = PaperCopy.objects.get(key=their["intake_copy"])
    file = Attachment.objects.create(
        dossier=theirs.dossier, requirement_key="cccd", file=signed.file, state="accepted",
        original_name="cccd.pdf", media_type="application/pdf", size=1, sha256="0" * 64,
        uploaded_at=clock.now(),
    )  # fmt: skip
    signed.state, signed.signed_file, signed.attachment = "signed", signed.file, file
    signed.signed_at = clock.now()
    signed.save()
    far_desk, far_ticket = _counter_of(clerk_tamtien)
    far = Intake.objects.create(
        agency=clerk_tamtien.agency, clerk=clerk_tamtien.user, resume_code="XYZ234",
        state="suspended", opened_at=clock.now(), saved_at=clock.now(),
    )  # fmt: skip
    own_desk, called = _counter_of(clerk)
    take_desk(actor=clerk.actor, desk_id=own_desk.pk)
    call_ticket(actor=clerk.actor, key=called.key)
    own = begun(clerk, tra.citizen, revision, justice)
    make_papers(own.key)
    return World(
        clerk, own, theirs, ScannedPage.objects.get(key=their["intake_page"]), signed, file,
        called, far_desk, far_ticket, far, lan.citizen,
    )  # fmt: skip


def _counter_of(clerk: Person) -> tuple[Desk, Ticket]:
    make_desks(agency=clerk.agency, count=1)
    ticket = take_ticket(actor=None, agency=clerk.agency, purpose="file")
    return Desk.objects.get(agency=clerk.agency), ticket


def asked(world: World) -> list[Ask]:
    """Every field that names something."""
    here = {"intake": world.own.key}
    page, copy = str(world.their_page.key), str(world.their_copy.key)
    own_copy = str(PaperCopy.objects.get(intake=world.own).key)
    found: list[Ask] = []

    def ask(name: str, status: int, where: dict[str, Any], **data: str) -> None:
        found.append(Ask(f"counter:{name}", status, data, where))

    for citizen in (str(world.stranger.pk), *NUMBERS):
        ask("intake_person", 404, here, citizen=citizen)
    for code in ("9.999999", *KEYS):
        ask("intake_procedure", 422, here, code=code, provenance="digitised")
    for provenance in ("citizen", "", "x" * 5000, "\0"):
        ask("intake_procedure", 422, here, code="2.000488", provenance=provenance)
    for key in (page, *KEYS):
        for do in PAGE_STEPS:
            ask("intake_pages_sort", 404, here, do=do, page=key, current=page)
        ask("intake_pages_sort", 404, here, do=f"restore:{key}")
        ask("intake_pages_sort", 404, here, do=f"seen:{key}")
    own_page = str(ScannedPage.objects.get(intake=world.own).key)
    for paper in ("ho-khau", "x" * 5000, "\0"):
        ask("intake_pages_sort", 404, here, do="to", page=own_page, paper=paper)
        ask("intake_pages_sort", 404, here, do="split", current=own_page, split_to=paper)
        ask("intake_copy_reuse", 404, here, paper=paper, copy=copy)
        ask("intake_copy_validity", 404, here, paper=paper, until="")
    for crop in ("-1", "nan", "1e400", "9" * 5000, "x", "\0"):
        sides = {f"crop_{side}": crop for side in ("left", "top", "right", "bottom")}
        ask("intake_pages_sort", 422, here, do="crop", current=own_page, **sides)
    for key in (copy, own_copy, *KEYS):
        ask("intake_copy_reuse", 404, here, paper="cccd", copy=key)
    for text in (str(world.theirs.resume_code), str(world.far_intake.resume_code), *KEYS, ""):
        # A colleague's client who is at a desk, and whatever is at another counter.
        ask("intake_resume", 422, {}, code=text)
    ask("intake_open", 404, {}, ticket=str(world.far_ticket.key))
    for key in KEYS:
        ask("intake_open", 404, {}, ticket=key)
    called = {"key": world.called.key}
    for number in (str(world.far_desk.pk), *NUMBERS):
        ask("queue_transfer", 422, called, to=f"desk:{number}")
    for line in ("x", "\0", "x" * 5000):
        ask("queue_transfer", 422, called, to=f"line:{line}")
        ask("kiosk", 422, {"agency_code": world.clerk.agency.code}, purpose=line)
    for text in ("000.00.99.H47-220322-0001", "T999999", *KEYS):
        ask("return_list", 422, {}, q=text)
    return [*found, *_pictures(world)]


def _pictures(world: World) -> list[Ask]:
    """Under the own intake's address: the pages, copies and files of another's."""
    here = {"intake": world.own.key}
    places = (
        ("intake_page_picture", {"page": world.their_page.key, "kind": "picture"}),
        ("intake_page_picture", {"page": world.their_page.key, "kind": "thumbnail"}),
        ("intake_copy_file", {"copy": world.their_copy.key}),
        ("intake_file", {"key": world.their_file.key}),
    )
    return [Ask(f"counter:{name}", 404, {}, here | where, "get") for name, where in places]


def test_nothing_foreign_is_taken_from_a_form(
    world: World, client_as: Callable[[Person], Client]
) -> None:
    client, wrong = client_as(world.clerk), []
    whole = fingerprint()
    for one in asked(world):
        savepoint = transaction.savepoint()
        address = reverse(one.name, kwargs=one.where)
        status = getattr(client, one.method)(address, one.data).status_code
        if status != one.status:
            wrong.append(f"{one}: {status}, not {one.status}")
            transaction.savepoint_rollback(savepoint)
        else:
            transaction.savepoint_commit(savepoint)
    assert not wrong, "\n".join(wrong)
    # Asked once: all of them together have changed nothing.
    assert differing(whole, fingerprint()) == []


MORE = {
    "provenance": "citizen", "channel": "online", "filed_by": "1", "filed_at": "2020-01-01",
    "received_at": "2020-01-01", "due_at": "2099-01-01", "fee_vnd": "1", "base_fee_vnd": "1",
    "amount_vnd": "1", "amount": "1", "price": "1", "is_paid": "1", "paid_at": "2020-01-01",
    "state": "completed", "code": "X", "answers": "{}", "reference": "X", "payer_name": "X",
    "provider": "stripe", "settled_at": "2020-01-01", "outcome": "approved",
}  # fmt: skip


def test_what_no_form_asks_for_is_taken_from_none(
    clerk: Person, clerk_tamtien: Person, hoa: Citizen, lan: Person, justice: Agency,
    make_revision: Callable[..., Revision], client_as: Callable[[Person], Client],
) -> None:  # fmt: skip
    client = client_as(clerk)
    foreign = {
        name: str(lan.citizen.pk) for name in ("owner", "citizen", "owner_id", "citizen_id")
    } | {
        name: str(clerk_tamtien.agency.pk)
        for name in ("agency", "receiving_agency", "handling_agency", "agency_id")
    }
    more = MORE | foreign | {"clerk": str(clerk_tamtien.user.pk)}
    intake = at_signing(clerk, hoa, make_revision(papers=()), justice)

    for page, typed in (
        ("form", {"purpose": "Xin việc làm", "copies": "1"}), ("sign", {}),
    ):  # fmt: skip
        assert client.post(f"/counter/intake/{intake.key}/{page}/", more | typed).status_code == 302
    dossier = Dossier.objects.get()
    cash = more | {"version": str(dossier.version), "float_vnd": "0"}
    assert client.post(f"/counter/intake/{intake.key}/pay/cash/", cash).status_code == 302

    dossier = Dossier.objects.get()
    assert (
        dossier.owner, dossier.provenance, dossier.receiving_agency, dossier.handling_agency,
        dossier.fee_vnd, dossier.outcome, dossier.state, dossier.answers["purpose"],
    ) == (
        hoa, "digitised", clerk.agency, justice, 200_000, "", "received", "Xin việc làm",
    )  # fmt: skip
    assert dossier.code != "X"
    assert dossier.filed_at.date() == clock.now().date()
    paid = PaymentAttempt.objects.get()
    assert (paid.provider, paid.state, paid.amount_vnd) == ("cash", "settled", 200_000)
    assert paid.obligation.payer_name == hoa.full_name
    intake.refresh_from_db()
    assert (intake.clerk, intake.agency, intake.citizen) == (clerk.user, clerk.agency, hoa)
