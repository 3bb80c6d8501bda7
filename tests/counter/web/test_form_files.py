"""File fields of the form at the counter: given, shown and taken back; what was typed stays."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from counter.actions.close_intake import suspend_intake
from counter.models import Intake
from dossiers.attachments.fields import requirement_key_of
from dossiers.models import Attachment, Dossier
from portal.agencies.models import Agency
from services.models import Revision
from tests.counter.intake_world import begun
from tests.dossiers.attachments.test_fields import WITH_FIELD
from tests.files import small_pdf
from tests.world import Person

pytestmark = pytest.mark.django_db

KEY = requirement_key_of("photo")


@pytest.fixture
def revision(make_revision: Callable[..., Revision]) -> Revision:
    return make_revision(eform=WITH_FIELD)


@pytest.fixture
def intake(clerk: Person, tra: Person, revision: Revision, justice: Agency) -> Intake:
    return begun(clerk, tra.citizen, revision, justice)


def form(intake: Intake) -> str:
    return f"/counter/intake/{intake.key}/form/"


def typed(**more: Any) -> dict[str, Any]:
    return {"purpose": "Xin việc làm", "copies": "2", "has_photo": "yes", **more}


def photo(content: bytes | None = None, name: str = "ảnh.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, small_pdf() if content is None else content)


def answers() -> dict[str, Any]:
    return dict(Dossier.objects.get().answers)


def given() -> list[str]:
    files = Attachment.objects.filter(requirement_key=KEY, state="accepted")
    return list(files.values_list("original_name", flat=True))


def test_typed_and_given_in_one_go(desk: Client, intake: Intake, clerk: Person) -> None:
    answer = desk.post(form(intake), typed(file__photo=photo()))

    assert answer.url == f"/counter/intake/{intake.key}/papers/"
    assert (answers()["copies"], given()) == (2, ["ảnh.pdf"])
    assert Attachment.objects.get().uploaded_by_id == clerk.user.pk


def test_the_button_beside_the_field_sends_it_and_comes_back_to_it(
    desk: Client, intake: Intake
) -> None:
    answer = desk.post(form(intake), typed(purpose="", upload__photo="1", file__photo=photo()))

    assert answer.url == f"{form(intake)}#id_photo-slot"
    # Half a form is kept with it.
    assert (answers()["copies"], given()) == (2, ["ảnh.pdf"])
    page = desk.get(form(intake)).content.decode()
    key = Attachment.objects.get().key
    address = f"{form(intake)}files/{key}/"
    assert address in page
    assert b"".join(desk.get(address)).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Chọn tệp trước khi bấm “Gửi tệp”."),
        (
            {"file__photo": ("chữ.pdf", b"khong phai PDF")},
            "Không nhận ra loại tệp này. Hãy gửi tệp PDF hoặc ảnh chụp JPEG, PNG, HEIC.",
        ),
        (
            {"file__photo": ("trống.pdf", b"")},
            "Tệp này trống (0 byte). Hãy chọn lại tệp có nội dung.",
        ),
    ],
)
def test_a_file_that_is_not_taken_is_told_beside_its_field_and_nothing_typed_is_lost(
    desk: Client, intake: Intake, sent: dict[str, Any], words: str
) -> None:
    files = {name: photo(content, name=of) for name, (of, content) in sent.items()}

    answer = desk.post(form(intake), typed(upload__photo="1", **files))

    assert answer.status_code == 422
    [line] = [one for one in answer.context["errors"] if "photo" in one["href"]]
    assert line["text"] == words
    assert (answers()["purpose"], answers()["copies"], given()) == ("Xin việc làm", 2, [])
    assert 'value="Xin việc làm"' in answer.content.decode()


def test_a_file_that_is_asked_for_and_missing_stands_in_the_way(
    desk: Client, intake: Intake
) -> None:
    answer = desk.post(form(intake), typed())

    assert answer.status_code == 422
    assert any("photo" in line["href"] for line in answer.context["errors"])
    assert answers()["copies"] == 2


def test_taken_back_it_is_gone_and_what_was_typed_is_saved(desk: Client, intake: Intake) -> None:
    desk.post(form(intake), typed(file__photo=photo()))
    key = Attachment.objects.get().key

    answer = desk.post(form(intake), typed(copies="3", **{f"unattach__{key}": "1"}))

    assert (answer.url, given(), answers()["copies"]) == (form(intake), [], 3)


def test_neither_seen_nor_taken_back_from_another_clients_intake(
    desk: Client, clerk: Person, intake: Intake, lan: Person, revision: Revision, justice: Agency
) -> None:
    desk.post(form(intake), typed(file__photo=photo()))
    foreign = Attachment.objects.get()
    suspend_intake(actor=clerk.actor, key=intake.key)
    other = begun(clerk, lan.citizen, revision, justice)

    removed = desk.post(form(other), typed(**{f"unattach__{foreign.key}": "1"}))
    seen = desk.get(f"/counter/intake/{other.key}/form/files/{foreign.key}/")

    assert (removed.status_code, seen.status_code) == (404, 404)
    assert given() == ["ảnh.pdf"]
