"""A draft goes over to the revision in force; nothing typed is lost, nothing old is filed."""

from collections.abc import Callable

import pytest
from django.http import Http404

from dossiers.actions.carry_over import carry_over
from dossiers.actions.file import file
from dossiers.actions.save_answers import save_answers
from dossiers.models import Attachment, CarriedDraft, Dossier
from portal.agencies.models import Agency
from portal.shared.errors import InvalidInput
from services.actions.withdraw_procedure import withdraw_procedure
from services.models import Revision
from tests.dossiers.second_revision import publish_second
from tests.world import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(complete_draft: Callable[..., Dossier]) -> Dossier:
    return complete_draft()


def test_each_answer_finds_its_place_and_what_has_none_is_kept_beside(
    draft: Dossier, make_revision: Callable[..., Revision], tra: Person
) -> None:
    first, second = draft.revision, publish_second(make_revision)
    before = dict(draft.answers)
    carry_over(actor=tra.actor, key=draft.key)
    draft.refresh_from_db()
    assert draft.revision == second
    assert draft.answers == {key: before[key] for key in ("full_name", "phone", "purpose")}
    carried = CarriedDraft.objects.get()
    assert (carried.from_revision, carried.to_revision) == (first, second)
    assert carried.left == [{"label": "Số bản", "text": "1"}]
    assert Attachment.objects.filter(dossier=draft, state="accepted").count() == 1


def test_again_changes_nothing(
    draft: Dossier, make_revision: Callable[..., Revision], tra: Person
) -> None:
    publish_second(make_revision)
    carry_over(actor=tra.actor, key=draft.key)
    once = Dossier.objects.values().get()
    carry_over(actor=tra.actor, key=draft.key)
    assert Dossier.objects.values().get() == once
    assert CarriedDraft.objects.count() == 1


def test_under_the_old_revision_nothing_is_filed_any_more(
    draft: Dossier, make_revision: Callable[..., Revision], tra: Person
) -> None:
    publish_second(make_revision)
    with pytest.raises(InvalidInput) as refusal:
        file(actor=tra.actor, key=draft.key)
    assert list(refusal.value.errors) == ["procedure"]
    assert str(refusal.value).startswith("Thủ tục đã thay đổi từ khi bạn bắt đầu điền.")
    draft.refresh_from_db()
    assert (draft.state, draft.code) == ("draft", None)


def test_then_the_new_questions_are_asked_and_it_is_filed_with_the_new_fee(
    draft: Dossier, make_revision: Callable[..., Revision], tra: Person
) -> None:
    publish_second(make_revision)
    carry_over(actor=tra.actor, key=draft.key)
    with pytest.raises(InvalidInput) as refusal:
        file(actor=tra.actor, key=draft.key)
    assert refusal.value.errors == {"reason": "Hãy điền “Lý do cụ thể”."}
    save_answers(actor=tra.actor, key=draft.key, typed={"reason": "Đi làm"})
    filed = file(actor=tra.actor, key=draft.key)
    assert filed.fee_vnd == 75_000
    assert filed.answers["reason"] == "Đi làm"


def test_another_persons_draft_is_not_found(
    draft: Dossier, make_revision: Callable[..., Revision], lan: Person
) -> None:
    publish_second(make_revision)
    before = Dossier.objects.values().get()
    with pytest.raises(Http404):
        carry_over(actor=lan.actor, key=draft.key)
    assert Dossier.objects.values().get() == before
    assert not CarriedDraft.objects.exists()


def test_of_a_withdrawn_procedure_the_draft_stays_as_it_is(
    draft: Dossier, admin: Person, tra: Person
) -> None:
    withdraw_procedure(actor=admin.actor, procedure=draft.procedure, reason="QĐ 1")
    assert carry_over(actor=tra.actor, key=draft.key).revision_id == draft.revision_id
    assert not CarriedDraft.objects.exists()


def test_paper_only_now(
    draft: Dossier, make_revision: Callable[..., Revision], tra: Person
) -> None:
    publish_second(make_revision, level=2)
    with pytest.raises(InvalidInput):
        carry_over(actor=tra.actor, key=draft.key)
    draft.refresh_from_db()
    assert draft.revision.number == 1


def test_handled_by_the_communes_now_the_citizen_chooses_one(
    draft: Dossier, make_revision: Callable[..., Revision], tra: Person, tam_tien: Agency
) -> None:
    publish_second(make_revision, agency_level="commune")
    with pytest.raises(InvalidInput) as refusal:
        carry_over(actor=tra.actor, key=draft.key)
    assert refusal.value.errors == {"agency": "Chọn cơ quan giải quyết hồ sơ của bạn."}
    carry_over(actor=tra.actor, key=draft.key, agency=tam_tien.code)
    draft.refresh_from_db()
    assert (draft.handling_agency, draft.receiving_agency) == (tam_tien, tam_tien)


def test_a_way_to_receive_the_result_that_is_gone(
    draft: Dossier, make_revision: Callable[..., Revision], tra: Person
) -> None:
    assert draft.return_channel == "online"
    publish_second(make_revision, return_channels=("counter", "post"))
    carry_over(actor=tra.actor, key=draft.key)
    draft.refresh_from_db()
    assert draft.return_channel == "counter"
