"""What a filed dossier costs: the catalogue's rules on its own answers, frozen by filing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import ProgrammingError, transaction

from dossiers.actions.file import file
from dossiers.actions.save_answers import save_answers
from dossiers.documents.render import pdf_of
from dossiers.models import Document, Dossier
from dossiers.quoting import quote_for
from dossiers.web.staff.dossier.page import fee_words
from payments.queries import obligation_of
from services.binding import binding, forget
from services.content import FeeContent
from services.fees.quote import Quote
from services.models import Reduction
from tests.dossiers.clock.test_calendar import at
from tests.dossiers.documents.test_render import text_of_bytes
from tests.fixtures_dossiers import EFORM
from tests.world import Person

pytestmark = pytest.mark.django_db

BIRTH = {
    "key": "born", "type": "date", "label": "Ngày sinh của người được cấp",
    "applicant_class": "by_age",
}  # fmt: skip
FORM: dict[str, Any] = {
    "sections": [*EFORM["sections"], {"key": "who", "title": "Ai", "fields": [BIRTH]}]
}
CENTRAL = {"kind": "fixed", "amount_vnd": 150_001}
PROVINCIAL = {"kind": "fixed", "amount_vnd": 60_000}
FEES = (
    FeeContent("central", "phi", "Phí thẩm định", CENTRAL, "TT 1"),
    FeeContent("own", "le_phi", "Lệ phí cấp giấy", PROVINCIAL, "NQ 2", "province"),
)


@pytest.fixture
def elderly_free(db: None) -> Reduction:
    """The province asks nothing of elderly people for its own fees."""
    rule = Reduction.objects.create(
        key="elderly", name="Miễn lệ phí cho người cao tuổi", percent=100, legal_basis="NQ 3",
        valid_from=date(2022, 1, 1), applicant_classes=["elderly"], fees_set_by="province",
        order=2,
    )  # fmt: skip
    forget()
    return rule


@pytest.fixture
def file_one(
    complete_draft: Callable[..., Dossier], elderly_free: Reduction, tra: Person
) -> Callable[..., Dossier]:
    """File a dossier with two fees, for somebody born on that day."""

    def run(born: str = "01/02/1960") -> Dossier:
        draft = complete_draft(eform=FORM, fees=FEES)
        save_answers(actor=tra.actor, key=draft.key, typed={"born": born})
        return file(actor=tra.actor, key=draft.key)

    return run


@time_machine.travel(at("2022-03-22 09:30"), tick=False)
def test_each_line_of_a_filed_dossier_takes_its_best_reduction(file_one) -> None:
    dossier = file_one()
    found = Quote.from_json(dossier.quote)
    assert [(each.line, each.key, each.amount_vnd) for each in found.reductions] == [
        ("central", "online-50", -75_001),
        ("own", "elderly", -60_000),
    ]
    assert (found.subtotal_vnd, found.total_vnd, dossier.fee_vnd) == (210_001, 75_000, 75_000)
    assert found.reductions[1].reason == (
        "người cao tuổi: 62 tuổi, sinh ngày 01/02/1960; mức thu do HĐND tỉnh quy định"
    )
    assert found.notes == (
        "“Miễn lệ phí cho người cao tuổi” không tính cho “Phí thẩm định”: "
        "mức thu này do Trung ương quy định.",
    )


@time_machine.travel(at("2022-03-22 09:30"), tick=False)
def test_who_is_not_of_the_class_pays_half(file_one) -> None:
    assert file_one("23/03/1962").fee_vnd == 75_000 + 30_000


def test_what_is_owed_names_each_line_and_sums_up(file_one) -> None:
    dossier = file_one()
    obligation = obligation_of(dossier.subject)
    assert obligation is not None
    assert obligation.amount_vnd == 75_000
    assert [(line["name"], line["amount_vnd"]) for line in obligation.lines] == [
        ("Phí thẩm định", 150_001),
        ("Lệ phí cấp giấy", 60_000),
        ("Giảm 50% khi nộp trực tuyến", -75_001),
        ("Miễn lệ phí cho người cao tuổi", -60_000),
    ]


def test_a_changed_rule_leaves_issued_quotes_alone(file_one, complete_draft) -> None:
    dossier = file_one()
    before = _said(dossier)

    Reduction.objects.filter(key="online-50").update(percent=90, name="Giảm 90%", legal_basis="?")
    Reduction.objects.filter(key="elderly").delete()
    forget()

    assert _said(Dossier.objects.get(pk=dossier.pk)) == before
    again = complete_draft(eform=FORM, fees=FEES)
    new = quote_for(binding(again.revision_id), again.answers, on=date(2022, 3, 22))
    assert new.total_vnd == 15_000 + 6_000


def test_the_database_refuses_another_quote(file_one) -> None:
    dossier = file_one()
    with pytest.raises(ProgrammingError, match="a filed dossier is frozen"), transaction.atomic():
        Dossier.objects.filter(pk=dossier.pk).update(quote={})
    assert Dossier.objects.get(pk=dossier.pk).quote == dossier.quote


def _said(dossier: Dossier) -> list[Any]:
    """All places that say what a dossier costs."""
    receipt = Document.objects.get(dossier=dossier, kind=Document.Kind.FILING_RECEIPT)
    obligation = obligation_of(dossier.subject)
    assert obligation is not None
    return [
        dossier.quote, dossier.fee_vnd, obligation.lines, obligation.amount_vnd,
        fee_words(dossier), text_of_bytes(pdf_of(receipt)),
    ]  # fmt: skip


def test_the_receipt_explains_the_quote_line_by_line(file_one) -> None:
    receipt = Document.objects.get(dossier=file_one(), kind=Document.Kind.FILING_RECEIPT)

    text = text_of_bytes(pdf_of(receipt))

    said = [
        "Phí thẩm định 150.001 đ một hồ sơ. Căn cứ: TT 1 150.001 đ",
        "Giảm 50% khi nộp trực tuyến Cách tính: 50% của 150.001 đ, số còn lại làm tròn xuống đến "
        "đồng "
        "Lý do: hồ sơ nộp trực tuyến; dịch vụ công mức độ 4 "
        "Căn cứ: Nghị quyết 47/NQ-HĐND ngày 08/12/2021 −75.001 đ",
        "Lệ phí cấp giấy 60.000 đ một hồ sơ. Căn cứ: NQ 2 60.000 đ",
        "Miễn lệ phí cho người cao tuổi Cách tính: toàn bộ 60.000 đ",
        "sinh ngày 01/02/1960; mức thu do HĐND tỉnh quy định Căn cứ: NQ 3 −60.000 đ",
        "Tổng cộng 75.000 đ",
        "Mỗi khoản chỉ tính một mức giảm, là mức có lợi nhất cho người nộp;",
        "được làm tròn xuống đến đồng.",
        "không tính cho “Phí thẩm định”: mức thu này do Trung ương quy định.",
    ]
    assert [words for words in said if words not in text] == []
    places = [text.index(words) for words in said]
    assert places == sorted(places)


def test_the_desk_reads_why_nothing_is_owed(file_one) -> None:
    Reduction.objects.filter(key="elderly").update(fees_set_by="")
    forget()
    dossier = file_one()
    assert dossier.fee_vnd == 0
    lines = fee_words(dossier).split("\n")
    assert lines[2].startswith("Miễn lệ phí cho người cao tuổi: −150.001 đ (vì người cao tuổi: ")
    assert lines[-1] == "Không phải nộp"
