"""What hangs on real dossiers, read for the wire."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dossiers.actions.attach import attach
from dossiers.actions.decide import decide, reopen
from dossiers.actions.propose import propose
from dossiers.actions.request_supplement import request_supplement
from dossiers.actions.supply import supply
from dossiers.models import Attachment, Document, Dossier
from payments.models import Obligation
from payments.providers import registry
from portal.accounts.models import NationalIdentity
from portal.national.mapping.enclosures import Enclosures, Fee, FileGiven
from portal.national.models import InboundFiling, OutboxMessage
from portal.national.queries import enclosed_fees
from portal.national.queries.enclosures import enclosures_of
from portal.shared import clock
from tests.files import small_pdf
from tests.fixtures_dossiers import (  # noqa: F401 - fixtures of the case
    complete_draft,
    fresh_bindings,
    half_price,
    make_dossier,
    make_revision,
)
from tests.world import Person

MakeDossier = Callable[..., Dossier]

pytestmark = pytest.mark.django_db


def enclosures(dossier: Dossier) -> Enclosures:
    return enclosures_of([str(dossier.code)])[str(dossier.code)]


def pdf(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, small_pdf(), "application/pdf")


def test_a_paid_dossier_with_its_file(make_dossier: MakeDossier) -> None:  # noqa: F811
    dossier = make_dossier("submitted")
    key = Attachment.objects.get(dossier=dossier).key
    assert enclosures(dossier) == Enclosures(
        files=(FileGiven(str(key), "cccd.pdf", "cccd", f"http://127.0.0.1:8000/me/files/{key}/"),),
        fees=(Fee("phi", "Phí", 100_000, is_fee=True),),
        is_paid_online=True,
    )


def test_links_are_the_owners_own_pages_and_not_public(
    make_dossier: MakeDossier,  # noqa: F811
    client: Client,
) -> None:
    dossier = make_dossier("returned")
    found = enclosures(dossier)
    attachment = Attachment.objects.get(dossier=dossier)
    result = Document.objects.get(dossier=dossier, kind=Document.Kind.RESULT)
    paths = [
        reverse("dossiers:attachment_file", args=[attachment.key]),
        reverse("dossiers:dossier_document", args=[dossier.code, result.key]),
    ]
    told = [found.files[0].url, found.results[0].url]
    assert told == [f"http://127.0.0.1:8000{path}" for path in paths]
    assert [client.get(path).status_code for path in paths] == [302, 302]


def test_an_unpaid_fee_is_due_and_not_paid_online(make_dossier: MakeDossier) -> None:  # noqa: F811
    found = enclosures(make_dossier("payment_required"))
    assert found.fees == (Fee("phi", "Phí", 100_000, is_fee=True),)
    assert found.is_paid_online is False


def test_a_cancelled_fee_is_not_owed(make_dossier: MakeDossier) -> None:  # noqa: F811
    dossier = make_dossier("submitted", level=3)
    assert enclosures(dossier).fees == (Fee("phi", "Phí", 100_000, is_fee=True),)
    fee = Obligation.objects.get(subject=dossier.subject)
    fee.cancel()
    fee.cancelled_at = clock.now()
    fee.save()
    assert enclosures(dossier).fees == ()


def test_without_a_fee_nothing_is_owed(make_dossier: MakeDossier) -> None:  # noqa: F811
    found = enclosures(make_dossier("submitted", fee_vnd=0))
    assert (found.fees, found.is_paid_online) == ((), False)


def test_cash_is_not_online() -> None:
    assert enclosed_fees.CASH == registry.CASH


def test_reductions_come_off_their_line() -> None:
    quote = {
        "lines": [
            {"key": "phi", "kind": "phi", "name": "Phí", "amount_vnd": 200_000},
            {"key": "le-phi", "kind": "le_phi", "name": "Lệ phí", "amount_vnd": 8_000},
        ],
        "reductions": [
            {"key": "online-50", "name": "Giảm 50%", "amount_vnd": -100_000, "line": "phi"},
            {"key": "poor", "name": "Miễn", "amount_vnd": -8_000, "line": "le-phi"},
            {"key": "old", "name": "Giảm chung", "amount_vnd": -1_000},
        ],
    }
    assert enclosed_fees.fees_of(quote, []) == (
        Fee("phi", "Phí", 100_000, is_fee=True),
        Fee("le-phi", "Lệ phí", 0, is_fee=False),
        Fee("old", "Giảm chung", -1_000, is_fee=True),
    )


def test_files_of_a_supplement_are_told_once_it_is_sent(
    make_dossier: MakeDossier,  # noqa: F811
    tra: Person,
    officer: Person,
) -> None:
    dossier = make_dossier("processing")
    code, due = str(dossier.code), dossier.due_at
    request_supplement(
        actor=officer.actor, code=code, what="Ảnh chụp rõ hơn", why="Ảnh bị mờ",
        requirement_keys=["cccd"],
    )  # fmt: skip
    for paper, name in (("cccd", "cccd-2.pdf"), ("giay-to-khac", "khác.pdf")):
        attach(actor=tra.actor, key=dossier.key, requirement_key=paper, upload=pdf(name))
    before = enclosures(dossier)
    assert [each.name for each in before.files] == ["cccd.pdf"]
    (asked,) = before.supplements
    assert asked.asked_by == officer.user.full_name
    assert asked.text == "Ảnh chụp rõ hơn\nẢnh bị mờ"
    assert asked.papers == (("cccd", "Bản chụp thẻ căn cước"),)
    assert (asked.supplied_at, asked.due_before, asked.due_after) == (None, due, None)
    supply(actor=tra.actor, code=code, answer="Đã chụp lại")
    after = enclosures(dossier)
    assert [(each.name, each.paper) for each in after.files] == [
        ("cccd.pdf", "cccd"), ("cccd-2.pdf", "cccd"), ("khác.pdf", ""),
    ]  # fmt: skip
    (answered,) = after.supplements
    assert answered.answer == "Đã chụp lại"
    dossier.refresh_from_db()
    assert dossier.due_at is not None
    assert (answered.due_before, answered.due_after) == (due, dossier.due_at)


def test_before_receipt_there_is_no_appointment_to_move(
    make_dossier: MakeDossier,  # noqa: F811
    tra: Person,
) -> None:
    dossier = make_dossier("supplement_required")
    supply(actor=tra.actor, code=str(dossier.code), answer="Đã chụp lại")
    (asked,) = enclosures(dossier).supplements
    assert (asked.due_before, asked.due_after) == (None, None)


def test_of_two_results_the_last_one_counts(
    make_dossier: MakeDossier,  # noqa: F811
    officer: Person,
    leader: Person,
) -> None:
    dossier = make_dossier("completed")
    code = str(dossier.code)
    reopen(actor=leader.actor, code=code, reason="Sai họ tên trên kết quả.")
    propose(actor=officer.actor, code=code, outcome="approved", text="Không có án tích.")
    decide(actor=leader.actor, code=code)
    last = Document.objects.filter(dossier=dossier, kind=Document.Kind.RESULT).latest("id")
    assert [each.key for each in enclosures(dossier).results] == [str(last.key)]


@pytest.mark.parametrize(("assurance", "verified"), [(1, False), (2, True)])
def test_only_a_proved_national_identity_verifies(
    make_dossier: MakeDossier,  # noqa: F811
    tra: Person,
    assurance: int,
    verified: bool,
) -> None:
    dossier = make_dossier("submitted")
    NationalIdentity.objects.create(
        citizen=tra.citizen, issuer="http://127.0.0.1:8100", subject="7",
        identity_number="049190004747", full_name="Nguyễn Thị Trà", birth_date=date(1990, 3, 22),
        assurance=assurance, proof=NationalIdentity.Proof.PASSWORD,
    )  # fmt: skip
    assert enclosures(dossier).has_verified_owner is verified


def test_a_dossier_that_the_national_portal_filed(make_dossier: MakeDossier) -> None:  # noqa: F811
    dossier = make_dossier("submitted")
    InboundFiling.objects.create(key="k", digest="0" * 64, sender="DVCQG", dossier=dossier)
    assert enclosures(dossier).is_filed_nationally is True


def test_an_unknown_dossier_costs_one_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert enclosures_of(["000.00.15.H47-220322-9999"]) == {}


def test_queries_do_not_grow_with_the_batch(
    make_dossier: MakeDossier,  # noqa: F811
    tra: Person,
    django_assert_num_queries,
) -> None:
    dossiers = [make_dossier("supplement_required") for _ in range(3)]
    supply(actor=tra.actor, code=str(dossiers[0].code), answer="Đã chụp lại")
    with django_assert_num_queries(7):
        found = enclosures_of([str(each.code) for each in dossiers])
    assert len(found) == 3


def test_messages_that_cannot_be_read_break_nothing(
    make_dossier: MakeDossier,  # noqa: F811
) -> None:
    dossier = make_dossier("supplement_required")
    OutboxMessage.objects.create(
        stream=str(dossier.code), payload={"dossier": {}}, created_at=clock.now() - timedelta(1)
    )
    assert len(enclosures(dossier).supplements) == 1
