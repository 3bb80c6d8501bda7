"""Empty forms are hostile until checked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.shared.errors import InvalidInput, NotAllowed
from services.actions.add_template_file import MAX_BYTES, add_template_file
from services.content import PaperContent
from services.models import Revision, TemplateFile
from tests.files import small_jpeg, small_pdf
from tests.portal.shared.uploads.words import word
from tests.world import Person


def upload(content: bytes, name: str = "mau.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def files_in(settings: Any) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_word_document_goes_by_its_content(admin: Person, settings: Any) -> None:
    file = add_template_file(actor=admin.actor, upload=upload(word(), "mau.pdf"))

    assert file.name == "mau.docx"
    assert [path.suffix for path in files_in(settings)] == [".docx"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "trống"),
        (small_jpeg(), "phải là PDF hoặc Word"),
        (b"MZ\x90\x00", "phải là PDF hoặc Word"),
        (word({"word/vbaProject.bin": b"x"}), "mã lệnh"),
        (b"PK\x03\x04 torn", "bị hỏng"),
        (small_pdf() + b"x" * MAX_BYTES, "tối đa 5 MB"),
    ],
    ids=["empty", "photo", "program", "macros", "torn", "too-big"],
)
def test_a_file_that_is_refused_leaves_nothing(
    admin: Person, settings: Any, content: bytes, words: str
) -> None:
    with pytest.raises(InvalidInput, match=words) as refusal:
        add_template_file(actor=admin.actor, upload=upload(content))

    assert set(refusal.value.errors) == {"template_file"}
    assert files_in(settings) == []
    assert not TemplateFile.objects.exists()


def test_only_admins_give_templates(clerk: Person, settings: Any) -> None:
    with pytest.raises(NotAllowed):
        add_template_file(actor=clerk.actor, upload=upload(word()))
    assert files_in(settings) == []


def test_everybody_downloads_what_a_published_procedure_asks_for(
    admin: Person, client: Client, make_revision: Callable[..., Revision]
) -> None:
    asked = add_template_file(actor=admin.actor, upload=upload(word()))
    drafted = add_template_file(actor=admin.actor, upload=upload(small_pdf()))
    papers = (PaperContent("don", "Đơn", certified=2, template=str(asked.key)),)
    make_revision(papers=papers)

    page = client.get("/services/2.000488/").content.decode()
    answer = client.get(f"/services/2.000488/templates/{asked.key}/")

    assert f'href="/services/2.000488/templates/{asked.key}/"' in page
    assert "2 bản sao có chứng thực" in page
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == word()  # type: ignore[attr-defined]
    assert client.get(f"/services/2.000488/templates/{drafted.key}/").status_code == 404
    assert client.get(f"/services/1.000001/templates/{asked.key}/").status_code == 404
