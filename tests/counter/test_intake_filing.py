"""From the person to the draft: look-up, new citizen, consent, procedure."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.http import Http404

from counter.actions.choose_procedure import choose_procedure
from counter.actions.give_consent import give_consent
from counter.actions.identify import identify
from counter.actions.next_matter import next_matter
from counter.finding import find_client
from counter.models import Consent, Intake, ScannedPage
from counter.receiving import handling_choices
from dossiers.models import Dossier
from portal.accounts.actions.make_citizen_at_counter import NumberKnown, make_citizen_at_counter
from portal.accounts.models import Citizen
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import InvalidInput, NotAllowed, Refusal
from services.models import Revision
from tests.counter.intake_world import CARD, NEW_CARD, agreed, begun, fresh, identified, opened
from tests.world import Person

MAI: dict[str, Any] = {
    "identity_number": "049301000123", "full_name": "Hồ Thị Xuân Mai",
    "birth_date": date(2001, 2, 5), "sex": "female", "commune": None,
    "address_line": "Tổ 3, Tân Thạnh",
}  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    ["049190004747", "049 190 004 747", "0905123456", "+84 905 123 456", CARD, f" {CARD}\n"],
    ids=["number", "spaced", "phone", "phone of abroad", "card", "card with a line end"],
)
def test_one_field_finds_the_person(clerk: Person, tra: Person, typed: str) -> None:
    assert find_client(clerk.actor, typed).citizens == (tra.citizen,)


def test_a_dossier_code_finds_its_owner_at_the_own_agency_alone(
    clerk: Person, clerk_tamtien: Person, tra: Person, make_dossier: Callable[..., Dossier]
) -> None:
    code = str(make_dossier("submitted").code)

    assert find_client(clerk.actor, code.lower()).citizens == (tra.citizen,)
    with pytest.raises(InvalidInput, match="không có hồ sơ nào mang mã này"):
        find_client(clerk_tamtien.actor, code)


def test_an_unknown_card_is_where_a_new_person_begins(clerk: Person) -> None:
    found = find_client(clerk.actor, NEW_CARD)

    assert (found.citizens, found.number) == ((), "049301000123")
    assert found.card is not None
    assert found.card.full_name == "Hồ Thị Xuân Mai"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Quét mã QR"),
        ("x" * 501, "dài quá 500 ký tự"),
        ("xin chào", "Không hiểu nội dung này"),
        ("205123456", "chứng minh nhân dân cũ"),
        ("0123456789", "không đúng đầu số"),
        ("0905999999", "Chưa có ai dùng số điện thoại này"),
        ("N007", "Hôm nay không có số N007"),
        ("|||", "không phải của thẻ căn cước"),
        ("12345", "phải có 12 chữ số"),
    ],
    ids=["nothing", "endless", "words", "old", "prefix", "phone", "ticket", "bars", "short"],
)
def test_what_cannot_be_read_is_told_in_words(clerk: Person, typed: str, words: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        find_client(clerk.actor, typed)

    assert words in refusal.value.errors["q"]


def test_a_new_person_has_no_account(clerk: Person) -> None:
    citizen = make_citizen_at_counter(actor=clerk.actor, **MAI)

    assert (citizen.user, citizen.email, citizen.phone) == (None, "", "")
    entry = ActionLogEntry.objects.get(action="make_citizen_at_counter")
    assert entry.subject == f"citizen:{citizen.pk}"


def test_the_same_number_twice_is_one_person(clerk: Person) -> None:
    make_citizen_at_counter(actor=clerk.actor, **MAI)

    with pytest.raises(NumberKnown):
        make_citizen_at_counter(actor=clerk.actor, **MAI | {"full_name": "Người Khác"})

    assert Citizen.objects.get().full_name == "Hồ Thị Xuân Mai"


def test_the_rules_of_identity_hold_and_only_clerks_may(clerk: Person, officer: Person) -> None:
    with pytest.raises(InvalidInput, match="không khớp với giới tính"):
        make_citizen_at_counter(actor=clerk.actor, **MAI | {"sex": "male"})
    with pytest.raises(NotAllowed):
        make_citizen_at_counter(actor=officer.actor, **MAI)

    assert not Citizen.objects.exists()


def test_after_the_consent_nobody_else_takes_the_place(
    clerk: Person, tra: Person, lan: Person
) -> None:
    intake = agreed(clerk, tra.citizen)

    with pytest.raises(Refusal, match="đã ghi nhận người khác"):
        identify(actor=clerk.actor, key=intake.key, citizen_id=lan.citizen.pk)

    assert fresh(intake).citizen == tra.citizen


def test_the_consent_keeps_its_words_and_is_given_once(clerk: Person, tra: Person) -> None:
    intake = agreed(clerk, tra.citizen)

    give_consent(actor=clerk.actor, key=intake.key, how="printed")

    consent = Consent.objects.get()
    assert (consent.how, consent.citizen, consent.clerk) == ("screen", tra.citizen, clerk.user)
    assert "Tôi là Nguyễn Thị Trà, số định danh cá nhân 049190004747." in consent.text
    assert "Trung tâm Phục vụ hành chính công tỉnh Quảng Nam" in consent.text
    assert ActionLogEntry.objects.filter(action="give_consent").count() == 1


def test_without_the_consent_there_is_no_draft(
    clerk: Person, tra: Person, make_revision: Callable[..., Revision], justice: Agency
) -> None:
    intake = identified(clerk, tra.citizen)

    with pytest.raises(Refusal, match="Chưa có sự đồng ý của người nộp"):
        choose_procedure(
            actor=clerk.actor, key=intake.key, revision=make_revision(),
            handling_agency=justice, provenance="digitised",
        )  # fmt: skip

    assert not Dossier.objects.exists()


@pytest.mark.parametrize("provenance", ["helped", "digitised", "post"])
def test_the_draft_is_the_clients_with_the_provenance_chosen(
    clerk: Person, tra: Person, make_revision: Callable[..., Revision], justice: Agency,
    provenance: str,
) -> None:  # fmt: skip
    intake = begun(clerk, tra.citizen, make_revision(), justice, provenance)

    draft = Dossier.objects.get()
    assert (fresh(intake).dossier, draft.owner, draft.provenance) == (
        draft, tra.citizen, provenance,
    )  # fmt: skip
    assert draft.answers["full_name"] == "Nguyễn Thị Trà"


@pytest.mark.parametrize("provenance", ["citizen", "", "x"])
def test_a_clerk_never_files_as_the_citizen_alone(
    clerk: Person, tra: Person, make_revision: Callable[..., Revision], justice: Agency,
    provenance: str,
) -> None:  # fmt: skip
    with pytest.raises(InvalidInput, match="Chọn cách nộp"):
        begun(clerk, tra.citizen, make_revision(), justice, provenance)

    assert not Dossier.objects.exists()


def test_paper_only_and_foreign_procedures_are_refused(
    clerk: Person, tra: Person, make_revision: Callable[..., Revision], justice: Agency,
    tam_tien: Agency,
) -> None:  # fmt: skip
    paper, commune = (
        make_revision("1.000001", level=2), make_revision("1.000656", agency_level="commune"),
    )  # fmt: skip
    intake = agreed(clerk, tra.citizen)

    for revision, handling, refusal in (
        (paper, justice, InvalidInput), (commune, tam_tien, NotAllowed),
    ):  # fmt: skip
        with pytest.raises(refusal):
            choose_procedure(
                actor=clerk.actor, key=intake.key, revision=revision,
                handling_agency=handling, provenance="digitised",
            )  # fmt: skip
    assert not Dossier.objects.exists()
    assert not handling_choices(commune, clerk.agency).exists()
    assert list(handling_choices(commune, tam_tien)) == [tam_tien]
    assert list(handling_choices(make_revision(), clerk.agency)) == [justice]


def test_a_draft_of_before_goes_on_but_not_in_two_intakes(
    clerk: Person, tra: Person, make_revision: Callable[..., Revision], justice: Agency
) -> None:
    first = begun(clerk, tra.citizen, make_revision(), justice)
    Intake.objects.filter(pk=first.pk).update(state="suspended")

    with pytest.raises(Refusal, match=f"đang làm dở trong lượt {first.resume_code}"):
        begun(clerk, tra.citizen, make_revision(), justice)

    Intake.objects.update(state="closed")
    assert begun(clerk, tra.citizen, make_revision(), justice).dossier == first.dossier
    assert Dossier.objects.count() == 1


def test_pages_of_one_procedure_never_go_into_another(
    clerk: Person, tra: Person, make_revision: Callable[..., Revision], justice: Agency
) -> None:
    intake = begun(clerk, tra.citizen, make_revision(), justice)
    ScannedPage.objects.create(
        intake=intake, source="file", original_name="cccd.jpg", original="x", sha256="0" * 64,
        added_at=clock.now(),
    )  # fmt: skip

    with pytest.raises(Refusal, match="giấy tờ số hóa cho thủ tục khác"):
        choose_procedure(
            actor=clerk.actor, key=intake.key, revision=make_revision("2.000505"),
            handling_agency=justice, provenance="digitised",
        )  # fmt: skip

    assert fresh(intake).dossier == intake.dossier


def test_another_matter_is_a_new_intake_with_the_same_consent(
    clerk: Person, tra: Person, make_revision: Callable[..., Revision], justice: Agency
) -> None:
    first = begun(clerk, tra.citizen, make_revision(), justice)

    second = next_matter(actor=clerk.actor, key=first.key)

    assert (second.citizen, second.dossier, second.state) == (tra.citizen, None, "open")
    assert second.consent.text == first.consent.text
    assert fresh(first).state == "closed"
    with pytest.raises(Http404):
        next_matter(actor=clerk.actor, key=first.key)


def test_an_empty_intake_has_nobody_to_agree(clerk: Person) -> None:
    with pytest.raises(Refusal, match="xác định người nộp"):
        give_consent(actor=clerk.actor, key=opened(clerk).key, how="screen")
