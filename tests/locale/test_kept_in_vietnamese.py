"""Papers, mails and the record of a dossier are Vietnamese, in whatever language somebody works."""

import io
from collections.abc import Callable

import pytest
from django.utils import translation
from pypdf import PdfReader

from dossiers.actions.announce import announce
from dossiers.actions.decide import decide
from dossiers.actions.file import file
from dossiers.documents.render import pdf_of
from dossiers.models import Document, Dossier, HistoryEntry
from portal.notifications.models import Notice
from tests.world import Person

pytestmark = pytest.mark.django_db


def test_a_quote_is_frozen_in_vietnamese(
    complete_draft: Callable[..., Dossier],
    tra: Person,
) -> None:
    draft = complete_draft()
    with translation.override("en"):
        dossier = file(actor=tra.actor, key=draft.key)

    assert dossier.quote["lines"][0]["explanation"] == "200.000 đ một hồ sơ."


def test_an_outcome_is_recorded_in_vietnamese(
    make_dossier: Callable[..., Dossier],
    leader: Person,
) -> None:
    dossier = make_dossier("proposed")
    with translation.override("en"):
        decide(actor=leader.actor, code=str(dossier.code))

    entry = HistoryEntry.objects.get(dossier=dossier, event="decide")
    assert entry.reason == "Kết quả: Đồng ý giải quyết"


def test_mails_are_in_vietnamese(make_dossier: Callable[..., Dossier]) -> None:
    dossier = make_dossier("received")
    entry = HistoryEntry.objects.get(dossier=dossier, event="receive")
    with translation.override("en"):
        announce(history_id=entry.pk)

    mail = Notice.objects.get(key=f"history:{entry.pk}")
    assert mail.subject == f"Hồ sơ {dossier.code}: Được tiếp nhận"
    assert "Tình trạng: Được tiếp nhận" in mail.text
    assert "Bạn chưa cần làm gì." in mail.text


def test_papers_are_in_vietnamese(make_dossier: Callable[..., Dossier]) -> None:
    dossier = make_dossier("received")
    with translation.override("en"):
        receipt, form_01 = (
            _text_of(pdf_of(document))
            for document in Document.objects.filter(dossier=dossier).order_by("pk")
        )

    assert "Mã hồ sơ:" in receipt
    assert "Bộ phận tiếp nhận" in form_01
    assert "ossier" not in receipt + form_01


def _text_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
