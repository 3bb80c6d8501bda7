"""What the QR of a printed result opens: who signed what and when, and nothing about people."""

from collections.abc import Callable

import pytest
from django.test import Client

from dossiers.actions.decide import reopen
from dossiers.models import Document, Dossier
from dossiers.web.public.verify_document import masked
from portal.shared import clock
from tests.dossiers.signatures.conftest import bare_key
from tests.world import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def result(make_dossier: Callable[..., Dossier], leader: Person) -> Document:
    bare_key(leader.user)
    document = Document.objects.get(dossier=make_dossier("completed"), kind="result")
    document.ready_at, document.file, document.sha256 = clock.now(), "a.pdf", "1" * 64
    document.save()
    return document


def page(result: Document) -> str:
    return Client().get(f"/verify/document/{result.key}/").content.decode()


def test_it_says_who_signed_and_shows_nobody(result: Document, leader: Person) -> None:
    assert "Văn bản này chưa ký số xong" in page(result) and "1" * 64 not in page(result)

    result.signed_at, result.signed_file, result.signed_sha256 = clock.now(), "b.pdf", "2" * 64
    result.save()
    shown = page(result)
    for words in (leader.user.full_name, "Sở Tư pháp", "2" * 64, "Cấp Phiếu lý lịch tư pháp"):
        assert words in shown
    dossier = result.dossier
    hidden = (
        str(dossier.code), dossier.applicant["full_name"], dossier.applicant["identity_number"],
        "Không có án tích", "Đồng ý giải quyết", dossier.lookup_digits + "<",
    )  # fmt: skip
    assert [words for words in hidden if words in shown] == []


def test_what_was_taken_back_is_called_void(result: Document, leader: Person) -> None:
    reopen(actor=leader.actor, code=str(result.dossier.code), reason="Sai tên.")
    assert "Văn bản này không còn hiệu lực" in page(result)


def test_other_documents_are_not_shown(result: Document) -> None:
    receipt = Document.objects.get(dossier=result.dossier, kind="form_01")
    assert Client().get(f"/verify/document/{receipt.key}/").status_code == 404


def test_a_code_is_recognised_not_given_away() -> None:
    assert masked("000.00.15.H47-220322-0001") == "000.00.15.H47-••••••-••01"
