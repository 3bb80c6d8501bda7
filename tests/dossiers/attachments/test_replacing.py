"""A paper is not demanded when an answer or a record stands for it, and only then."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dossiers.actions.file import file
from dossiers.actions.remove_attachment import remove_attachment
from dossiers.actions.save_answers import save_answers
from dossiers.attachments.papers import papers_of
from dossiers.models import Attachment, Dossier
from portal.accounts.models import NationalIdentity
from portal.shared.errors import InvalidInput
from services.content import PaperContent
from tests.world import Person

MakeDraft = Callable[..., Dossier]


@pytest.fixture
def without_file(complete_draft: MakeDraft, tra: Person) -> MakeDraft:
    """A draft whose only paper has no file, and may be replaced so."""

    def make(replaced_by: dict[str, Any]) -> Dossier:
        paper = PaperContent("cccd", "Thẻ căn cước", note="Còn hạn", replaced_by=replaced_by)
        draft = complete_draft(papers=(paper,))
        given = Attachment.objects.get(dossier=draft)
        remove_attachment(actor=tra.actor, key=given.key)
        return draft

    return make


def is_demanded(draft: Dossier) -> bool:
    return papers_of(Dossier.objects.get(pk=draft.pk))[0].required


def refused(draft: Dossier, tra: Person) -> None:
    with pytest.raises(InvalidInput) as refusal:
        file(actor=tra.actor, key=draft.key)
    assert set(refusal.value.errors) == {"paper-cccd"}
    assert Dossier.objects.get(pk=draft.pk).state == "draft"


def test_an_answered_question_stands_for_the_paper(
    without_file: MakeDraft, tra: Person, client_as: Callable[[Person], Client]
) -> None:
    draft = without_file({"field": "copies"})
    page = client_as(tra).get(f"/me/dossiers/{draft.key}/papers/").content.decode()

    assert "Không phải nộp: bạn đã kê khai “Số bản”." in page
    assert "Còn hạn" in page
    assert file(actor=tra.actor, key=draft.key).state == "payment_required"


@pytest.mark.parametrize("answer", ["", "nhiều"])
def test_a_question_without_a_usable_answer_does_not(
    without_file: MakeDraft, tra: Person, answer: str
) -> None:
    draft = without_file({"field": "copies"})
    save_answers(actor=tra.actor, key=draft.key, typed={"copies": answer})

    assert is_demanded(draft)


def test_nor_does_a_question_that_is_not_asked(without_file: MakeDraft, tra: Person) -> None:
    refused(without_file({"field": "gone"}), tra)


@pytest.mark.parametrize(("assurance", "demanded"), [(1, True), (2, False)])
def test_an_identity_that_the_national_portal_has_proved(
    without_file: MakeDraft, tra: Person, assurance: int, demanded: bool
) -> None:
    draft = without_file({"record": "national_identity"})
    assert is_demanded(draft)

    NationalIdentity.objects.create(
        citizen=tra.citizen, issuer="https://national.example", subject="1", assurance=assurance,
        identity_number=tra.citizen.identity_number, full_name="Nguyễn Thị Trà", proof="password",
    )  # fmt: skip

    assert is_demanded(draft) == demanded


def test_a_result_of_ones_own_and_not_of_another(
    make_dossier: Callable[..., Dossier], without_file: MakeDraft, lan: Person
) -> None:
    draft = without_file({"record": "result", "procedure": "2.000488"})
    assert is_demanded(draft)

    earlier = make_dossier("returned")
    earlier.documents.filter(kind="result").update(ready_at=earlier.filed_at)
    assert not is_demanded(draft)

    Dossier.objects.filter(pk=draft.pk).update(owner=lan.citizen)
    assert is_demanded(draft)


def test_papers_that_nothing_replaces_cost_no_query(
    complete_draft: MakeDraft, django_assert_num_queries: Any
) -> None:
    draft = complete_draft()
    papers_of(draft)

    with django_assert_num_queries(0):
        assert papers_of(draft)[0].required
