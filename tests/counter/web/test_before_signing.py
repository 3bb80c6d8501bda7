"""What filing would refuse is told before a PIN is asked, and nothing is signed for nothing."""

import uuid
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from counter.models import Filing, Intake, PaperCopy
from dossiers.actions.attach import MAX_FILES
from dossiers.models import Attachment, Dossier
from portal.accounts.models import Citizen
from portal.agencies.models import Agency
from portal.shared import clock
from portal.signatures.models import SigningKey, SigningRun
from services.models import Revision
from tests.counter.signing_world import BOOK, CARD, PIN, TWO_PAPERS, at_signing
from tests.dossiers.second_revision import publish_second
from tests.world import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def intake(
    clerk: Person, hoa: Citizen, make_revision: Callable[..., Revision], justice: Agency
) -> Intake:
    """All is typed, two copies are ready to be signed."""
    revision = make_revision(fee_vnd=0, papers=TWO_PAPERS)
    return at_signing(clerk, hoa, revision, justice, CARD, BOOK)


def at(intake: Intake, page: str) -> str:
    return f"/counter/intake/{intake.key}/{page}/"


def shown(desk: Client, intake: Intake, page: str) -> str:
    return unescape(desk.get(at(intake, page)).content.decode())


def give_files(intake: Intake, count: int, size: int = 1000) -> None:
    """So many files are with the draft already."""
    Attachment.objects.bulk_create(
        Attachment(
            dossier=intake.dossier, key=uuid.uuid4(), requirement_key=CARD,
            state=Attachment.State.ACCEPTED, original_name=f"{number}.pdf",
            media_type="application/pdf", size=size, sha256=f"{number:064d}",
            file=f"x/{number}.pdf", uploaded_at=clock.now(),
        )
        for number in range(count)
    )  # fmt: skip


def assert_told_before_the_pin(
    desk: Client, intake: Intake, words: str, way: str, place: str = ""
) -> None:
    """On the page of the PIN instead of it; who presses all the same signs nothing."""
    page = shown(desk, intake, "sign")
    assert words in page and f'href="{at(intake, way)}{place}"' in page
    assert 'name="pin"' not in page and "Còn phải làm trước khi ký" in page

    answer = desk.post(at(intake, "sign"), {"pin": PIN})
    told = unescape(answer.content.decode())
    assert (answer.status_code, words in told, 'name="pin"' in told) == (422, True, False)
    assert not SigningRun.objects.exists() and not Filing.objects.exists()
    assert Dossier.objects.get().state == "draft"
    assert set(PaperCopy.objects.values_list("state", flat=True)) == {"ready"}


def test_more_files_than_a_dossier_takes(desk: Client, intake: Intake, key: SigningKey) -> None:
    give_files(intake, MAX_FILES - 2)
    assert 'name="pin"' in shown(desk, intake, "sign"), "two more are just right"
    give_files(intake, 1)

    words = (
        "Hồ sơ nhận nhiều nhất 60 tệp, nay có 59 tệp đính kèm và 2 bản sao giấy tờ, thừa 1. Hãy gỡ "
        "bớt tệp đính kèm ở bước Kê khai"
    )
    assert_told_before_the_pin(desk, intake, words, "form")
    papers = shown(desk, intake, "papers")
    assert papers.count(words) == 2, "above where pages are added, and in what is left to do"
    assert "Đủ giấy tờ, đạt yêu cầu." not in papers


def test_copies_that_became_files_already_take_no_second_place(
    desk: Client, intake: Intake
) -> None:
    give_files(intake, MAX_FILES)
    own = list(Attachment.objects.order_by("pk")[:2])
    for copy, file in zip(PaperCopy.objects.all(), own, strict=True):
        copy.attachment, copy.state = file, PaperCopy.State.SIGNED
        copy.save()
    assert "Đủ giấy tờ, đạt yêu cầu." in shown(desk, intake, "papers")


def test_files_that_are_too_heavy_together(
    desk: Client, intake: Intake, key: SigningKey, settings: Any
) -> None:
    settings.DOSSIER_MAX_BYTES = 2 * 1024 * 1024
    give_files(intake, 1, size=1024 * 1024)
    assert 'name="pin"' in shown(desk, intake, "sign")
    PaperCopy.objects.filter(requirement_key=BOOK).update(size=1024 * 1024)
    words = "Các tệp và bản sao của hồ sơ nặng 2,3 MB, quá mức 2 MB."
    assert_told_before_the_pin(desk, intake, words, "form")


def test_a_copy_that_is_too_heavy_alone(desk: Client, intake: Intake, key: SigningKey) -> None:
    # Its signature would carry it over the limit.
    PaperCopy.objects.filter(requirement_key=BOOK).update(size=20 * 1024 * 1024 - 1000)
    words = "bản sao cùng chữ ký số nặng 20,2 MB, quá mức 20 MB. Hãy bỏ trang thừa"
    assert_told_before_the_pin(desk, intake, words, "papers", f"#paper-{BOOK}")


def test_a_procedure_that_changed(
    desk: Client, intake: Intake, key: SigningKey, make_revision: Callable[..., Revision]
) -> None:
    publish_second(make_revision)
    assert_told_before_the_pin(desk, intake, "Thủ tục đã thay đổi từ khi bắt đầu kê khai.", "form")


def test_a_procedure_that_was_withdrawn(desk: Client, intake: Intake, key: SigningKey) -> None:
    Revision.objects.update(state=Revision.State.WITHDRAWN)
    assert_told_before_the_pin(
        desk, intake, "Thủ tục này đã bãi bỏ nên không ký, nộp được.", "procedure"
    )
