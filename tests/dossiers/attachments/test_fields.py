"""File fields of a form: files are taken, shown, demanded and filed, and never believed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from django.urls import reverse

from dossiers.actions.attach import attach
from dossiers.actions.file import file
from dossiers.actions.remove_attachment import remove_attachment
from dossiers.actions.save_answers import save_answers
from dossiers.answering import cleaned_answers
from dossiers.attachments.fields import requirement_key_of
from dossiers.documents.contents.papers import given_papers
from dossiers.models import Attachment, Dossier
from portal.shared.errors import InvalidInput
from tests.files import small_pdf
from tests.fixtures_dossiers import ANSWERS, EFORM
from tests.world import Person

pytestmark = pytest.mark.django_db

PHOTO = {"key": "photo", "type": "file", "label": "Ảnh chân dung", "required": True,
         "max_files": 2, "max_megabytes": 1}  # fmt: skip
WITH_FIELD = {
    "sections": [
        EFORM["sections"][0],
        {
            **EFORM["sections"][1],
            "fields": [
                *EFORM["sections"][1]["fields"],
                {"key": "has_photo", "type": "yes_no", "label": "Nộp ảnh", "required": True},
                {**PHOTO, "show_if": {"field": "has_photo", "op": "eq", "value": "yes"}},
            ],
        },
    ]
}
KEY = requirement_key_of("photo")


def pdf(name: str = "ảnh.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or small_pdf(), content_type="application/pdf")


@pytest.fixture
def draft(complete_draft: Callable[..., Dossier], tra: Person) -> Dossier:
    """Complete but for the photo."""
    made = complete_draft(eform=WITH_FIELD)
    save_answers(actor=tra.actor, key=made.key, typed={**ANSWERS, "has_photo": "yes"})
    made.refresh_from_db()
    return made


def give(draft: Dossier, tra: Person, name: str = "ảnh.pdf") -> Attachment:
    return attach(actor=tra.actor, key=draft.key, requirement_key=KEY, upload=pdf(name))


def section_url(draft: Dossier) -> str:
    return reverse("dossiers:draft_section", args=[draft.key, "request"])


def posted(**more: Any) -> dict[str, Any]:
    return {"purpose": "Xin việc làm", "copies": "1", "has_photo": "yes", **more}


def test_a_required_file_blocks_filing_beside_its_field(draft: Dossier, tra: Person) -> None:
    with pytest.raises(InvalidInput) as refusal:
        file(actor=tra.actor, key=draft.key)
    assert refusal.value.errors == {"photo": "Tải lên tệp cho “Ảnh chân dung”."}
    draft.refresh_from_db()
    assert draft.code is None


def test_the_filed_answer_names_the_files_and_form_01_too(draft: Dossier, tra: Person) -> None:
    given = give(draft, tra)
    dossier = file(actor=tra.actor, key=draft.key)
    assert dossier.answers["photo"] == [{"key": str(given.key), "name": "ảnh.pdf"}]
    assert [(paper.name, paper.files) for paper in given_papers(dossier)][-1] == (
        "Ảnh chân dung (ảnh.pdf)", 1,
    )  # fmt: skip


def test_a_client_cannot_say_which_files_there_are(draft: Dossier, tra: Person) -> None:
    forged = [{"key": "0" * 32, "name": "giả.pdf"}]
    save_answers(actor=tra.actor, key=draft.key, typed={"photo": forged})
    draft.refresh_from_db()
    assert "photo" not in draft.answers
    draft.answers["photo"] = forged
    assert "photo" not in cleaned_answers(draft, partial=True).values
    with pytest.raises(InvalidInput):
        file(actor=tra.actor, key=draft.key)


def test_a_field_takes_no_more_and_no_larger_files_than_it_says(
    draft: Dossier, tra: Person
) -> None:
    give(draft, tra)
    give(draft, tra, "hai.pdf")
    with pytest.raises(InvalidInput) as refusal:
        give(draft, tra, "ba.pdf")
    assert refusal.value.errors["file"].startswith("“Ảnh chân dung” nhận nhiều nhất 2 tệp.")
    Attachment.objects.filter(requirement_key=KEY).update(state=Attachment.State.REMOVED)
    large = pdf(content=small_pdf() + b"\n%" + b"x" * 1024 * 1024 + b"\n%%EOF\n")
    with pytest.raises(InvalidInput) as refusal:
        attach(actor=tra.actor, key=draft.key, requirement_key=KEY, upload=large)
    assert "không quá 1 MB" in refusal.value.errors["file"]
    assert not Attachment.objects.filter(
        requirement_key=KEY, state=Attachment.State.ACCEPTED
    ).exists()


def test_only_file_fields_of_the_form_take_files(draft: Dossier, tra: Person, lan: Person) -> None:
    for key in ("field__purpose", "field__none", "field__"):
        with pytest.raises(Http404):
            attach(actor=tra.actor, key=draft.key, requirement_key=key, upload=pdf())
    with pytest.raises(Http404):
        attach(actor=lan.actor, key=draft.key, requirement_key=KEY, upload=pdf())
    assert not Attachment.objects.filter(requirement_key__startswith="field__").exists()


def test_files_of_a_question_not_asked_any_more_are_not_filed(draft: Dossier, tra: Person) -> None:
    given = give(draft, tra)
    save_answers(actor=tra.actor, key=draft.key, typed={"has_photo": "no"})
    dossier = file(actor=tra.actor, key=draft.key)
    given.refresh_from_db()
    assert given.state == Attachment.State.REMOVED
    assert "photo" not in dossier.answers


def test_a_removed_file_is_no_answer(draft: Dossier, tra: Person) -> None:
    given = give(draft, tra)
    assert cleaned_answers(draft, partial=False).is_valid
    remove_attachment(actor=tra.actor, key=given.key)
    assert set(cleaned_answers(draft, partial=False).errors) == {"photo"}


def test_without_a_script_a_chosen_file_goes_with_the_section(
    draft: Dossier, tra: Person, client: Client
) -> None:
    client.force_login(tra.user)
    page = client.get(section_url(draft)).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert 'name="file__photo"' in page and 'name="upload__photo"' in page
    data = posted(purpose="Du học", file__photo=pdf(), upload__photo="1")
    answer = client.post(section_url(draft), data)
    assert answer.status_code == 302
    assert answer["Location"] == f"{section_url(draft)}#id_photo-slot"
    draft.refresh_from_db()
    assert draft.answers["purpose"] == "Du học"
    given = Attachment.objects.get(requirement_key=KEY)
    page = client.get(section_url(draft)).content.decode()
    assert f'name="unattach__{given.key}"' in page
    client.post(section_url(draft), posted(purpose="Khác", **{f"unattach__{given.key}": "1"}))
    given.refresh_from_db()
    draft.refresh_from_db()
    assert given.state == Attachment.State.REMOVED
    assert draft.answers["purpose"] == "Khác"


def test_save_and_continue_takes_the_chosen_file_along(
    draft: Dossier, tra: Person, client: Client
) -> None:
    client.force_login(tra.user)
    answer = client.post(section_url(draft), posted(file__photo=pdf(), then="next"))
    assert answer.status_code == 302
    assert Attachment.objects.filter(requirement_key=KEY, state="accepted").count() == 1


def test_a_bad_file_is_refused_beside_its_field_and_nothing_typed_is_lost(
    draft: Dossier, tra: Person, client: Client
) -> None:
    client.force_login(tra.user)
    bad = SimpleUploadedFile("x.pdf", b"no pdf at all", content_type="application/pdf")
    answer = client.post(section_url(draft), posted(purpose="Du học", file__photo=bad))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "upload--error" in page and 'href="#id_photo-slot"' in page and "Du học" in page
    assert not Attachment.objects.filter(requirement_key=KEY).exists()


def test_the_section_demands_it(draft: Dossier, tra: Person, client: Client) -> None:
    client.force_login(tra.user)
    answer = client.post(section_url(draft), posted(then="next"))
    assert answer.status_code == 422
    assert 'href="#id_photo-slot">Tải lên tệp cho “Ảnh chân dung”.' in answer.content.decode()


def test_with_the_script_the_slot_comes_back_alone(
    draft: Dossier, tra: Person, client: Client
) -> None:
    client.force_login(tra.user)
    url = reverse("dossiers:attachment_add", args=[draft.key, KEY])
    answer = client.post(url, {"file": pdf()}, headers={"X-Upload": "1"})
    assert answer.status_code == 200
    assert 'id="id_photo-slot"' in answer.content.decode()
    assert "ảnh.pdf" in answer.content.decode()


def test_the_pages_name_the_files(draft: Dossier, tra: Person, client: Client) -> None:
    give(draft, tra)
    client.force_login(tra.user)
    check = client.get(reverse("dossiers:draft_check", args=[draft.key])).content.decode()
    assert "Ảnh chân dung" in check and "ảnh.pdf" in check
    papers = client.get(reverse("dossiers:draft_papers", args=[draft.key])).content.decode()
    assert "Ảnh chân dung" not in papers
    dossier = file(actor=tra.actor, key=draft.key)
    detail = client.get(reverse("dossiers:dossier_detail", args=[dossier.code])).content.decode()
    assert "Ảnh chân dung" in detail and "ảnh.pdf" in detail
