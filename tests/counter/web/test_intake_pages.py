"""A walk-in client through the pages, as the clerk's keyboard sends them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from counter.models import Consent, Intake, Ticket
from dossiers.models import Dossier
from portal.accounts.actions.make_citizen_at_counter import make_citizen_at_counter
from portal.accounts.models import Citizen, StaffRole
from portal.agencies.models import Agency
from portal.shared import clock
from services.models import Revision
from services.search.indexing import index_procedure
from tests.counter.intake_world import CARD, NEW_CARD, agreed, begun, fresh, opened
from tests.counter.test_intake_filing import MAI
from tests.world import Person

START, OPEN, RESUME = "/counter/intake/", "/counter/intake/open/", "/counter/intake/resume/"


def page(intake: Intake, name: str) -> str:
    return reverse(f"counter:intake_{name}", args=[intake.key])


def test_a_scanned_card_of_a_stranger_becomes_a_dossier(
    desk: Client, units: None, make_revision: Callable[..., Revision]
) -> None:
    index_procedure(make_revision().procedure)
    answer = desk.post(OPEN, {"q": NEW_CARD})
    intake = Intake.objects.get()
    assert answer.url == page(intake, "person_new")

    form = desk.get(answer.url).context["form"]
    typed: dict[str, Any] = {name: form[name].value() for name in form.fields}
    assert (typed["commune"], typed["address_line"], typed["sex"]) == ("20335", "Tổ 3", "female")
    typed |= {"birth_date": "05022001", "phone": "0905 777 888"}
    answer = desk.post(answer.url, typed)
    assert answer.url == page(intake, "consent")
    mai = Citizen.objects.get()
    assert (mai.user, mai.full_name, mai.phone) == (None, "Hồ Thị Xuân Mai", "0905777888")

    answer = desk.post(answer.url, {"agreed": "1", "how": "screen"})
    assert answer.url == page(intake, "procedure")
    found = desk.get(answer.url, {"q": "ly lich tu phap"}).context["offers"]
    assert [(one.code, one.why_not) for one in found] == [("2.000488", "")]
    answer = desk.post(answer.url, {"code": "2.000488", "provenance": "digitised"})
    assert answer.url == page(intake, "form")

    draft = Dossier.objects.get()
    assert (draft.owner, draft.provenance, draft.return_channel) == (mai, "digitised", "counter")
    answers = {"full_name": mai.full_name, "purpose": "Xin việc làm", "phone": ""}
    answer = desk.post(answer.url, answers | {"version": draft.version})
    assert answer.status_code == 302
    assert Dossier.objects.get().answers["purpose"] == "Xin việc làm"


def test_a_known_card_is_compared_with_the_account(desk: Client, tra: Person) -> None:
    moved = CARD.replace("Nguyễn Thị Trà", "Nguyễn Thị Trà My").replace("Thôn Hà Quang", "Thôn Hà")

    answer = desk.post(OPEN, {"q": moved})

    shown = desk.get(answer.url)
    (person,) = shown.context["people"]
    assert [row.label for row in person["compared"] if row.differs] == ["Họ và tên", "Nơi ở"]
    text = shown.content.decode()
    assert "•••• •••• 4747" in text
    assert "•••• ••• 456" in text
    assert "049190004747" not in text
    desk.post(answer.url, {"citizen": tra.citizen.pk})
    assert Intake.objects.get().citizen == tra.citizen


def test_nobody_but_those_found_can_be_chosen(desk: Client, tra: Person, lan: Person) -> None:
    desk.post(OPEN, {"q": "049190004747"})
    intake = Intake.objects.get()

    answer = desk.post(page(intake, "person"), {"citizen": lan.citizen.pk})

    assert (answer.status_code, fresh(intake).citizen) == (404, None)


@pytest.mark.parametrize("first", [True, False], ids=["while opening", "in the intake"])
def test_garbage_stays_in_the_field_with_words(desk: Client, first: bool) -> None:
    if not first:
        desk.post(OPEN)
    where = OPEN if first else page(Intake.objects.get(), "identify")

    answer = desk.post(where, {"q": "https://x.vn|<b>"}, follow=True)

    text = answer.content.decode()
    assert 'value="https://x.vn|&lt;b&gt;"' in text
    assert text.count("không phải của thẻ căn cước") == 2  # in the summary, beside the field


def test_what_no_keyboard_types_is_no_mistake_of_ours(
    desk: Client, clerk: Person, tra: Person, make_revision: Callable[..., Revision]
) -> None:
    """A scanner may send anything; PostgreSQL keeps no NUL."""
    answer = desk.post(OPEN, {"q": "\0|x\0|||"}, follow=True)
    assert answer.status_code == 200 and answer.context["error"]
    intake = Intake.objects.get()
    assert desk.post(page(intake, "identify"), {"q": "1-2-\0"}).status_code == 422
    Intake.objects.update(state="closed")
    intake = agreed(clerk, tra.citizen)
    assert desk.post(page(intake, "procedure"), {"code": "a\0b"}).status_code == 422


def test_a_ticket_is_attached_and_asks_for_the_card(desk: Client, clerk: Person) -> None:
    now = clock.now()
    Ticket.objects.create(
        agency=clerk.agency, day=clock.today(), purpose="file", number=7, state="called",
        clerk=clerk.user, taken_at=now, line_at=now, called_at=now,
    )  # fmt: skip

    answer = desk.post(OPEN, {"q": "n007"}, follow=True)

    assert "Đã gắn số N007 vào lượt này" in answer.content.decode()
    assert Intake.objects.get().ticket == Ticket.objects.get(state="serving")


def test_two_desks_make_the_same_stranger_once_and_the_second_is_told(
    desk: Client, clerk: Person, units: None
) -> None:
    answer = desk.post(OPEN, {"q": NEW_CARD})
    made = make_citizen_at_counter(actor=clerk.actor, **MAI)

    answer = desk.post(
        answer.url,
        MAI | {"birth_date": "05/02/2001", "commune": "20335", "phone": ""},
        follow=True,
    )

    assert "có thể vừa được lập ở bàn khác" in answer.content.decode()
    assert [one["pk"] for one in answer.context["people"]] == [made.pk]
    assert Citizen.objects.count() == 1


def test_a_new_person_with_wrong_data_keeps_everything_typed(desk: Client, units: None) -> None:
    desk.post(OPEN)
    intake = Intake.objects.get()
    typed = {
        "identity_number": "049301000123", "full_name": "Mai 2", "birth_date": "31022001",
        "sex": "male", "commune": "", "phone": "12", "address_line": "Tổ 3",
    }  # fmt: skip

    answer = desk.post(page(intake, "person_new"), typed)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {
        "identity_number", "full_name", "birth_date", "commune", "phone",
    }  # fmt: skip
    text = answer.content.decode()
    for value in ("049301000123", "Mai 2", "31022001", "Tổ 3"):
        assert f'value="{value}"' in text
    assert not Citizen.objects.exists()


def test_beside_a_client_who_has_agreed_nobody_new_is_made(
    desk: Client, clerk: Person, tra: Person, units: None
) -> None:
    """A page left open from before the client was found."""
    intake = agreed(clerk, tra.citizen)
    typed = {
        "identity_number": "049301000123", "full_name": "Hồ Thị Xuân Mai", "phone": "",
        "birth_date": "05022001", "sex": "female", "commune": "20335", "address_line": "Tổ 3",
    }  # fmt: skip
    answer = desk.post(page(intake, "person_new"), typed)
    assert (answer.status_code, fresh(intake).citizen) == (409, tra.citizen)
    assert list(Citizen.objects.all()) == [tra.citizen]


def test_the_tick_is_needed_on_the_screen_and_not_on_paper(
    desk: Client, clerk: Person, tra: Person
) -> None:
    desk.post(OPEN, {"q": "049190004747"})
    intake = Intake.objects.get()
    desk.post(page(intake, "person"), {"citizen": tra.citizen.pk})

    refused = desk.post(page(intake, "consent"), {"how": "screen"})
    assert (refused.status_code, Consent.objects.count()) == (422, 0)

    desk.post(page(intake, "consent"), {"how": "printed"})
    assert Consent.objects.get().how == "printed"


def test_pages_lead_to_the_step_that_is_missing(desk: Client, clerk: Person) -> None:
    intake = opened(clerk)

    for name in ("consent", "procedure", "form"):
        arrived_at = desk.get(page(intake, name), follow=True).redirect_chain[-1][0]
        assert arrived_at == page(intake, "identify")


def test_the_form_saves_while_it_is_typed_with_the_clerk_as_actor(
    desk: Client, clerk: Person, tra: Person, make_revision: Callable[..., Revision],
    justice: Agency,
) -> None:  # fmt: skip
    intake = begun(clerk, tra.citizen, make_revision(), justice)
    here = page(intake, "form")

    saved = desk.post(
        here,
        {"changed": ["purpose", "copies"], "purpose": "Đi học", "copies": "0", "version": "0"},
        headers={"X-Autosave": "1"},
    ).json()

    assert saved["version"] == 1
    assert list(saved["errors"]) == ["copies"]
    assert Dossier.objects.get().answers["purpose"] == "Đi học"
    shown = desk.get(here).content.decode()
    assert "Đã lưu lúc" in shown
    assert 'value="Đi học"' in shown


def test_a_stale_page_overwrites_nothing_and_loses_nothing(
    desk: Client, clerk: Person, tra: Person, make_revision: Callable[..., Revision],
    justice: Agency,
) -> None:  # fmt: skip
    intake = begun(clerk, tra.citizen, make_revision(), justice)
    here = page(intake, "form")
    desk.post(here, {"full_name": "Nguyễn Thị Trà", "purpose": "Đi học", "version": "0"})

    answer = desk.post(here, {"full_name": "Trà", "purpose": "Xin việc", "version": "0"})

    assert answer.status_code == 409
    assert 'value="Xin việc"' in answer.content.decode()
    assert Dossier.objects.get().answers["purpose"] == "Đi học"


def test_a_form_left_open_after_filing_is_told_so(
    desk: Client, clerk: Person, tra: Person, make_revision: Callable[..., Revision],
    justice: Agency,
) -> None:  # fmt: skip
    intake = begun(clerk, tra.citizen, make_revision(), justice)
    Intake.objects.filter(pk=intake.pk).update(dossier=None)

    answer = desk.post(
        page(intake, "form"),
        {"changed": "purpose", "purpose": "Đi học"},
        headers={"X-Autosave": "1"},
    )

    assert answer.status_code == 409
    assert "purpose" not in Dossier.objects.get().answers


def test_missing_answers_are_named_and_the_rest_is_kept(
    desk: Client, clerk: Person, tra: Person, make_revision: Callable[..., Revision],
    justice: Agency,
) -> None:  # fmt: skip
    intake = begun(clerk, tra.citizen, make_revision(), justice)

    answer = desk.post(
        page(intake, "form"),
        {"full_name": "Trà", "purpose": "", "return_channel": "post", "version": "0"},
    )

    assert answer.status_code == 422
    assert [line["href"] for line in answer.context["errors"]] == ["#id_purpose"]
    draft = Dossier.objects.get()
    assert (draft.answers["full_name"], draft.return_channel) == ("Trà", "post")


def test_a_wrong_resume_code_is_told_and_tries_are_counted(desk: Client, clerk: Person) -> None:
    for _try in range(20):
        assert desk.post(RESUME, {"code": "AAAAAA"}).status_code == 422

    assert desk.post(RESUME, {"code": "AAAAAA"}).status_code == 429


def test_a_clerk_of_several_agencies_chooses_one_and_files_by_post(
    desk: Client, clerk: Person, tra: Person, tam_tien: Agency
) -> None:
    StaffRole.objects.create(user=clerk.user, role="clerk", agency=tam_tien)

    assert desk.post(OPEN, {"agency": ""}).status_code == 422
    desk.post(OPEN, {"agency": tam_tien.code, "q": "049190004747"})

    intake = Intake.objects.get()
    assert intake.agency == tam_tien
    desk.post(page(intake, "person"), {"citizen": tra.citizen.pk})
    desk.post(page(intake, "consent"), {"how": "printed"})
    chosen = desk.get(page(intake, "procedure")).context["provenances"]
    assert [one["value"] for one in chosen if one["chosen"]] == ["post"]
    assert tam_tien.name in desk.get(page(intake, "procedure")).content.decode()
