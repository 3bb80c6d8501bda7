"""A dossier filed under the first revision shows, charges and prints the first one for ever."""

from collections.abc import Callable
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from dossiers.documents.contents import filing_receipt, form_01
from dossiers.models import Document, Dossier
from payments.queries import obligation_of
from services.binding import forget
from services.models import Procedure, Revision
from tests.dossiers.second_revision import publish_second
from tests.dossiers.web.citizen.page import text_of
from tests.world import Person

pytestmark = pytest.mark.django_db

FIRST, SECOND = "Cấp Phiếu lý lịch tư pháp", "Cấp Phiếu lý lịch tư pháp (mới)"


def second_comes_into_force(make_revision: Callable[..., Revision]) -> None:
    """In another process, as it were: nothing is remembered of the first."""
    publish_second(make_revision)
    forget()
    assert Procedure.objects.get(code="2.000488").name == SECOND


def printed(content: Callable[[Document], dict[str, Any]], dossier: Dossier, kind: str) -> str:
    document = Document.objects.get(dossier=dossier, kind=kind)
    return " ".join(render_to_string(f"pdf/{kind}.html", content(document)).split())


def test_it_shows_the_first(
    make_dossier: Callable[..., Dossier],
    make_revision: Callable[..., Revision],
    client_as: Callable[[Person], Client],
    tra: Person,
    officer: Person,
) -> None:
    dossier = make_dossier("processing")
    second_comes_into_force(make_revision)
    for person, page in (
        (tra, f"/me/dossiers/{dossier.code}/"),
        (officer, f"/desk/dossiers/{dossier.code}/"),
    ):
        words = text_of(client_as(person).get(page))
        assert FIRST in words
        assert SECOND not in words
        assert "Số bản" in words
        assert "Lý do cụ thể" not in words


def test_it_charges_the_first(
    make_dossier: Callable[..., Dossier], make_revision: Callable[..., Revision]
) -> None:
    dossier = make_dossier("payment_required")
    second_comes_into_force(make_revision)
    obligation = obligation_of(dossier.subject)
    assert obligation is not None
    assert obligation.amount_vnd == 100_000
    dossier.refresh_from_db()
    assert (dossier.fee_vnd, dossier.quote["total_vnd"]) == (100_000, 100_000)
    assert "150.000" not in printed(filing_receipt.content, dossier, "filing_receipt")


def test_it_prints_the_first(
    make_dossier: Callable[..., Dossier], make_revision: Callable[..., Revision]
) -> None:
    dossier = make_dossier("received")
    receipt = printed(filing_receipt.content, dossier, "filing_receipt")
    form = printed(form_01.content, dossier, "form_01")
    second_comes_into_force(make_revision)
    dossier = Dossier.objects.get(pk=dossier.pk)
    assert printed(filing_receipt.content, dossier, "filing_receipt") == receipt
    assert printed(form_01.content, dossier, "form_01") == form
    assert FIRST in form
    assert SECOND not in form
