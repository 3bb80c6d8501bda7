"""From files to one checked PDF/A per paper, with real jobs."""

import uuid
from collections.abc import Callable

import pikepdf
import pytest
from django.http import Http404
from PIL import Image

from counter.actions.assemble_paper import assemble_paper
from counter.actions.edit_page import accept_page, crop_page, turn_pages
from counter.actions.mark_original_seen import mark_original_seen
from counter.actions.move_pages import move_pages, shift_page, split_paper
from counter.actions.prepare_page import prepare_page
from counter.actions.remove_page import remove_blanks, remove_pages, restore_page
from counter.digitising.pages import pages_of
from counter.digitising.ready import papers_ready, problems_of
from counter.models import Intake, PaperCopy, ScannedPage
from portal.shared.errors import InvalidInput, Refusal
from portal.shared.uploads import store
from portal.signatures.models import SigningKey, SigningRun
from tests.counter.digitising.papers_world import add, copy_of, keys, only_page, page
from tests.scans import as_jpeg, as_pdf, as_tiff, blank_page, text_page, written_page
from tests.world import Person

Jobs = Callable[..., list[str]]
LINES = ["Họ, chữ đệm và tên: Nguyễn Thị Trà", "Quê quán: xã Tam Tiến, tỉnh Quảng Nam"] * 6


@pytest.mark.django_db
def test_a_skewed_scan_becomes_a_pdf_a_at_full_size(
    clerk: Person, intake: Intake, run_jobs: Jobs
) -> None:
    add(clerk, intake, as_jpeg(text_page(skew=2.5)), name="Thẻ căn cước.jpg", paper="cccd")
    run_jobs()
    found = only_page(intake)
    assert found.state == "ready"
    assert found.skew == pytest.approx(250, abs=10)
    assert found.measured["dpi"] == 200
    assert found.measured["findings"] == []
    copy = copy_of(intake, "cccd")
    assert (copy.state, copy.page_count, copy.name) == ("ready", 1, "Bản chụp thẻ căn cước")
    assert copy.citizen == intake.citizen
    with pikepdf.open(store.path_of(copy.file)) as pdf:
        left, bottom, right, top = pdf.pages[0].mediabox
        assert (float(right - left), float(top - bottom)) == pytest.approx((595.3, 841.9), abs=1)
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert pdf.Root.OutputIntents[0].DestOutputProfile.N == 3
        assert pdf.trailer.ID
        assert str(metadata["dc:title"]) == "Bản chụp thẻ căn cước"


@pytest.mark.django_db
def test_pdf_and_tiff_of_many_pages_become_pages_in_order(
    clerk: Person, intake: Intake, run_jobs: Jobs
) -> None:
    pages = [text_page(title=f"TRANG {number}", seed=number) for number in range(3)]
    assert add(clerk, intake, as_pdf(*pages), name="a.pdf", paper="cccd").pages == 3
    assert add(clerk, intake, as_tiff(*pages[:2]), name="b.tif", paper="ho-khau").pages == 2
    run_jobs()
    assert [copy_of(intake, paper).page_count for paper in ("cccd", "ho-khau")] == [3, 2]
    assert [page.original_page for page in pages_of(intake)] == [0, 1, 2, 0, 1]
    with pikepdf.open(store.path_of(copy_of(intake, "cccd").file)) as pdf:
        assert len(pdf.pages) == 3
    # The same three pages in another file are no twins: other bytes. The same file is.
    assert add(clerk, intake, as_tiff(*pages[:2]), name="c.tif", paper="ho-khau").twins == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("low", lambda: as_jpeg(text_page(dpi=150), dpi=150), "low_dpi"),
        ("blank", lambda: as_jpeg(blank_page()), "blank"),
        ("blurred", lambda: as_jpeg(text_page(blur=4)), "blurred"),
        ("dark", lambda: as_jpeg(text_page(light=0.3)), "dark"),
        ("lying", lambda: as_jpeg(written_page(*LINES).rotate(90, expand=True)), "not_upright"),
        ("bilevel", lambda: as_tiff(text_page().convert("1")), "black_and_white"),
    ],
)
def test_a_page_that_is_not_good_enough_refuses_the_paper_with_words(
    clerk: Person, intake: Intake, run_jobs: Jobs, name: str, content: Callable[[], bytes],
    code: str,
) -> None:  # fmt: skip
    add(clerk, intake, content(), name=name, paper="cccd")
    run_jobs()
    copy = copy_of(intake, "cccd")
    assert copy.state == "refused"
    assert [one["code"] for one in copy.problems] == [code]
    assert copy.problems[0]["text"].startswith("Trang 1: ")
    accept_page(actor=clerk.actor, key=intake.key, page=only_page(intake).key)
    run_jobs()
    # The clerk may overrule a guess, never the demanded resolution.
    assert copy_of(intake, "cccd").state == ("refused" if code == "low_dpi" else "ready")


@pytest.mark.django_db
def test_what_stands_in_the_way_of_signing_and_what_is_ready(
    clerk: Person, intake: Intake, run_jobs: Jobs
) -> None:
    def codes() -> list[tuple[str, str]]:
        return [(one.requirement_key, one.code) for one in problems_of(intake)]

    assert codes() == [("cccd", "missing"), ("ho-khau", "missing")]
    add(clerk, intake, page(1), paper="ho-khau")
    add(clerk, intake, page(2))
    assert codes() == [("cccd", "missing"), ("ho-khau", "making"), ("", "unsorted")]
    run_jobs()
    move_pages(actor=clerk.actor, key=intake.key, pages=keys(intake, ""), requirement_key="cccd")
    run_jobs()
    assert codes() == [("cccd", "original_not_seen"), ("ho-khau", "original_not_seen")]
    assert mark_original_seen(actor=clerk.actor, key=intake.key, requirement_keys=[]) == 2
    assert codes() == []
    assert [copy.requirement_key for copy in papers_ready(intake)] == ["cccd", "ho-khau"]
    assert copy_of(intake, "cccd").original_seen_by == clerk.user


@pytest.mark.django_db
def test_pages_are_ordered_split_removed_and_taken_back(
    clerk: Person, intake: Intake, run_jobs: Jobs
) -> None:
    for number in range(4):
        add(clerk, intake, page(number), name=f"{number}.jpg", paper="cccd")
    add(clerk, intake, as_jpeg(blank_page()), name="trang.jpg", paper="cccd")
    run_jobs()
    one, two, three, four, blank = keys(intake, "cccd")
    who = {"actor": clerk.actor, "key": intake.key}
    assert remove_blanks(**who) == 1
    assert keys(intake, "cccd") == [one, two, three, four]
    shift_page(**who, page=three, step=-1)
    assert keys(intake, "cccd") == [one, three, two, four]
    split_paper(**who, page=two, requirement_key="ho-khau")
    assert (keys(intake, "cccd"), keys(intake, "ho-khau")) == ([one, three], [two, four])
    move_pages(**who, pages=[one], requirement_key="ho-khau", before=four)
    assert keys(intake, "ho-khau") == [two, one, four]
    remove_pages(**who, pages=[three])
    assert keys(intake, "cccd") == []
    run_jobs()
    assert problems_of(intake)[0].code == "missing"
    restore_page(**who, page=three)
    run_jobs()
    assert copy_of(intake, "cccd").state == "ready"
    assert [made[0] for made in copy_of(intake, "ho-khau").made_of] == [
        str(key) for key in (two, one, four)
    ]
    assert blank not in keys(intake, "cccd")


@pytest.mark.django_db
def test_turning_and_cropping_make_the_picture_anew_and_keep_the_original(
    clerk: Person, intake: Intake, run_jobs: Jobs
) -> None:
    add(clerk, intake, page(1), paper="cccd")
    run_jobs()
    before, who = only_page(intake), {"actor": clerk.actor, "key": intake.key}
    turn_pages(**who, pages=[before.key], clockwise=90)
    crop_page(**who, page=before.key, crop=[0, 0, 500, 1000])
    run_jobs()
    turned = only_page(intake)
    with Image.open(store.path_of(turned.picture)) as picture:
        assert picture.size == pytest.approx((2339 // 2, 1654), abs=3)
    assert turned.original == before.original
    assert not store.path_of(before.picture).exists(), "nothing is left of the old picture"
    turn_pages(**who, pages=[before.key], clockwise=90)
    assert only_page(intake).crop == [0, 0, 1000, 500], "the same part of the paper"
    with pytest.raises(InvalidInput):
        crop_page(**who, page=before.key, crop=[500, 0, 550, 1000])


@pytest.mark.django_db
def test_a_stale_job_never_wins(clerk: Person, intake: Intake, run_jobs: Jobs) -> None:
    add(clerk, intake, page(1), paper="cccd")
    run_jobs()
    copy, who = copy_of(intake, "cccd"), {"actor": clerk.actor, "key": intake.key}
    made = copy.file
    add(clerk, intake, page(2), name="2.jpg", paper="cccd")
    assert copy_of(intake, "cccd").state == "making"
    # The paper is not put together while a page of it is being prepared …
    assert assemble_paper(copy_id=copy.pk) is False
    run_jobs()
    # … nor of pages that have changed since.
    PaperCopy.objects.filter(pk=copy.pk).update(state="making", made_of=copy.made_of)
    assert assemble_paper(copy_id=copy.pk) is False
    assert PaperCopy.objects.get(pk=copy.pk).state == "making"
    assert not store.path_of(made).exists()
    # A page that is ready is not prepared a second time.
    remove_pages(**who, pages=keys(intake, "cccd")[:1])
    assert prepare_page(page_id=pages_of(intake)[0].pk) is False


@pytest.mark.django_db
def test_the_same_file_twice_is_said_and_the_clerk_decides(
    clerk: Person, intake: Intake, run_jobs: Jobs
) -> None:
    add(clerk, intake, page(1), paper="cccd")
    assert add(clerk, intake, page(1), paper="ho-khau").twins == 1
    run_jobs()
    assert copy_of(intake, "cccd").state == "ready"
    assert [one["code"] for one in copy_of(intake, "ho-khau").problems] == ["duplicate"]
    # Sent once more after a break in the line, it is not there twice.
    assert add(clerk, intake, page(1), paper="ho-khau", again=True).pages == 0
    assert len(pages_of(intake)) == 2


@pytest.mark.django_db
def test_nothing_moves_while_copies_are_being_signed(
    clerk: Person, intake: Intake, run_jobs: Jobs, signing_key: SigningKey
) -> None:
    add(clerk, intake, page(1), paper="cccd")
    run_jobs()
    SigningRun.objects.create(
        subject=f"intake:{intake.key}", signing_key=signing_key, state="running",
        asked_at=intake.opened_at,
    )  # fmt: skip
    own = keys(intake, "cccd")
    with pytest.raises(Refusal, match="đang được ký số"):
        turn_pages(actor=clerk.actor, key=intake.key, pages=own, clockwise=90)
    with pytest.raises(Refusal):
        add(clerk, intake, page(2), paper="cccd")
    SigningRun.objects.update(state="done")
    PaperCopy.objects.update(state="signed")
    with pytest.raises(Refusal, match="đã ký số"):
        remove_pages(actor=clerk.actor, key=intake.key, pages=own)
    assert (keys(intake, "cccd"), only_page(intake).rotation) == (own, 0)


@pytest.mark.django_db
def test_pages_of_another_intake_are_not_there(
    clerk: Person, clerk_tamtien: Person, intake: Intake
) -> None:
    add(clerk, intake, page(1), paper="cccd")
    own = keys(intake, "cccd")
    with pytest.raises(Http404):
        remove_pages(actor=clerk_tamtien.actor, key=intake.key, pages=own)
    with pytest.raises(Http404):
        remove_pages(actor=clerk.actor, key=intake.key, pages=[uuid.uuid4()])
    with pytest.raises(Http404):
        add(clerk, intake, page(2), paper="khong-co")
    assert ScannedPage.objects.filter(state="removed").count() == 0
    assert keys(intake, "cccd") == own
