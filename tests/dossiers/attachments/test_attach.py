"""Giving a file for a paper."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from dossiers.actions.attach import attach
from dossiers.actions.discard import discard
from dossiers.actions.remove_attachment import remove_attachment
from dossiers.actions.start_draft import start_draft
from dossiers.models import Attachment, Dossier
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import InvalidInput, StalePage
from services.models import Revision
from tests.files import small_jpeg, small_pdf
from tests.world import Person


@pytest.fixture
def draft(make_revision: Callable[..., Revision], justice, tra: Person) -> Dossier:
    return start_draft(actor=tra.actor, revision=make_revision(), handling_agency=justice)


def give(person: Person, dossier: Dossier, content: bytes, name: str = "cccd.pdf") -> Attachment:
    return attach(
        actor=person.actor,
        key=dossier.key,
        requirement_key="cccd",
        upload=SimpleUploadedFile(name, content),
    )


def files_on_disk() -> list[str]:
    root = settings.MEDIA_ROOT
    return sorted(str(p.relative_to(root)) for p in root.rglob("*") if p.is_file())


def test_a_pdf_is_taken_with_its_real_type_and_a_clean_name(draft: Dossier, tra: Person) -> None:
    attachment = give(tra, draft, small_pdf(), "..\\..\\Thẻ  căn cước\u202e.exe")
    stored = Attachment.objects.get()
    assert (stored.pk, stored.state, stored.media_type) == (
        attachment.pk,
        "accepted",
        "application/pdf",
    )
    assert stored.original_name == "Thẻ căn cước.pdf"
    assert stored.size == len(small_pdf())
    assert files_on_disk() == [stored.file]
    assert (
        ActionLogEntry.objects.filter(action="attach", subject=f"dossier:{draft.key}").count() == 1
    )


def test_a_photo_becomes_an_upright_pdf_in_a_job(
    draft: Dossier, tra: Person, run_jobs: Callable[..., list[str]]
) -> None:
    give(tra, draft, small_jpeg(), "anh.jpg")
    assert Attachment.objects.get().rendition == ""
    assert run_jobs() == ["dossiers.make_rendition"]
    stored = Attachment.objects.get()
    assert files_on_disk() == sorted([stored.file, stored.rendition])
    content = (settings.MEDIA_ROOT / stored.rendition).read_bytes()
    assert content.startswith(b"%PDF-")


def test_a_refused_file_leaves_nothing(draft: Dossier, tra: Person) -> None:
    with pytest.raises(InvalidInput) as refusal:
        give(tra, draft, b"MZ\x90\x00" + b"\x00" * 200, "cccd.pdf")
    assert refusal.value.errors == {
        "file": "Tệp này là chương trình máy tính, không phải giấy tờ. "
        "Hãy gửi tệp PDF hoặc ảnh chụp JPEG, PNG, HEIC."
    }
    assert not Attachment.objects.exists()
    assert files_on_disk() == []


def test_a_row_that_fails_takes_its_file_with_it(
    draft: Dossier, tra: Person, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DOSSIER_MAX_BYTES = 10
    with pytest.raises(InvalidInput, match="quá mức 100 MB"):
        give(tra, draft, small_pdf())
    assert files_on_disk() == []


def test_a_file_that_is_too_big_is_not_even_kept(draft: Dossier, tra: Person, settings) -> None:
    settings.ATTACHMENT_MAX_BYTES = 100
    with pytest.raises(InvalidInput, match="quá mức 20 MB"):
        give(tra, draft, small_pdf())
    assert files_on_disk() == []


def test_a_stranger_finds_no_dossier(draft: Dossier, lan: Person) -> None:
    with pytest.raises(Http404):
        give(lan, draft, small_pdf())
    assert not Attachment.objects.exists()
    assert files_on_disk() == []


def test_an_unknown_paper_is_not_found(draft: Dossier, tra: Person) -> None:
    with pytest.raises(Http404):
        attach(
            actor=tra.actor,
            key=draft.key,
            requirement_key="khong-co",
            upload=SimpleUploadedFile("a.pdf", small_pdf()),
        )
    assert not Attachment.objects.exists()


def test_a_filed_dossier_takes_no_files(make_dossier: Callable[..., Dossier], tra: Person) -> None:
    dossier = make_dossier("received")
    before = files_on_disk()
    with pytest.raises(StalePage):
        give(tra, dossier, small_pdf())
    assert Attachment.objects.filter(dossier=dossier).count() == 1
    assert files_on_disk() == before


def test_a_supplement_takes_files_and_may_take_back_only_those(
    make_dossier: Callable[..., Dossier], tra: Person
) -> None:
    dossier = make_dossier("supplement_required")
    filed = Attachment.objects.get(dossier=dossier)
    added = give(tra, dossier, small_pdf())
    with pytest.raises(StalePage):
        remove_attachment(actor=tra.actor, key=filed.key)
    remove_attachment(actor=tra.actor, key=added.key)
    states = dict(Attachment.objects.values_list("pk", "state"))
    assert states == {filed.pk: "accepted", added.pk: "removed"}


def test_a_removed_file_is_deleted_by_a_job(
    draft: Dossier, tra: Person, lan: Person, run_jobs: Callable[..., list[str]]
) -> None:
    attachment = give(tra, draft, small_pdf())
    with pytest.raises(Http404):
        remove_attachment(actor=lan.actor, key=attachment.key)
    assert Attachment.objects.get().state == "accepted"
    remove_attachment(actor=tra.actor, key=attachment.key)
    assert Attachment.objects.get().state == "removed"
    assert run_jobs() == ["dossiers.delete_files"]
    assert files_on_disk() == []


def test_the_files_of_a_discarded_draft_are_deleted_by_a_job(
    draft: Dossier, tra: Person, run_jobs: Callable[..., list[str]]
) -> None:
    give(tra, draft, small_jpeg(), "anh.jpg")
    discard(actor=tra.actor, key=draft.key)
    assert files_on_disk() != []
    assert sorted(run_jobs()) == ["dossiers.delete_files", "dossiers.make_rendition"]
    assert files_on_disk() == []
