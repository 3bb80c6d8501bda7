"""The layer of text, read by the real tesseract; and copies without it, whatever goes wrong."""

import io
import re
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import pdfa

from counter.actions.edit_page import turn_pages
from counter.digitising.ocr.with_text import with_text
from counter.digitising.pdf_a import PageImage, pdf_a
from counter.models import Intake
from portal.shared.uploads import store
from tests.counter.digitising.papers_world import add, copy_of, keys
from tests.pdfa import problems_of
from tests.scans import as_jpeg, blank_page, vector_pdf, written_page
from tests.world import Person

LINES = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Họ, chữ đệm và tên: Nguyễn Thị Trà",
    "Quê quán: xã Tam Tiến, huyện Núi Thành, tỉnh Quảng Nam",
    "Nơi ở hiện tại: số 12 đường Trưng Nữ Vương, phường An Mỹ",
)
OTHER = ("GIẤY ỦY QUYỀN", "Tôi ủy quyền cho ông Nguyễn Văn Lương nộp hồ sơ này")
RESOURCE_HUNGRY = "exec python3 -c 'held = bytearray(2 << 30)'"

Jobs = Callable[..., list[str]]


@pytest.fixture
def paper() -> tuple[bytes, list[PageImage]]:
    """A copy of two pages, and its pictures."""
    pages = [PageImage(as_jpeg(written_page(*lines)), 200) for lines in (LINES, OTHER)]
    return pdf_a(pages, title="Giấy xác nhận", at=datetime(2026, 3, 22, tzinfo=UTC)), pages


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Another program in tesseract's place; gives the file where it notes each start."""

    def put(script: str) -> Path:
        starts, file = tmp_path / "starts", tmp_path / "bin" / "tesseract"
        file.parent.mkdir()
        file.write_text(f"#!/bin/sh\necho >> {starts}\n{script}\n")
        file.chmod(0o755)
        monkeypatch.setenv("PATH", str(file.parent), prepend=":")
        return starts

    return put


@pytest.mark.django_db
def test_the_text_of_a_copy_is_found_and_nothing_else_changes(
    clerk: Person, intake: Intake, run_jobs: Jobs, settings: Any, tmp_path: Path
) -> None:
    on_its_side = written_page(*OTHER).rotate(90, expand=True)
    add(clerk, intake, as_jpeg(written_page(*LINES)), paper="cccd")
    add(clerk, intake, as_jpeg(on_its_side), name="2.jpg", paper="cccd")
    run_jobs()
    turn = {"actor": clerk.actor, "key": intake.key, "pages": keys(intake, "cccd")[1:]}
    turn_pages(**turn, clockwise=90)
    run_jobs()
    plain = store.path_of(copy_of(intake, "cccd").file).read_bytes()
    assert _words(plain) == "", "an option, and off"

    settings.SCAN_OCR = True
    turn_pages(**turn, clockwise=180)
    turn_pages(**turn, clockwise=180)
    run_jobs()
    text = store.path_of(copy_of(intake, "cccd").file).read_bytes()
    assert copy_of(intake, "cccd").state == "ready"
    assert [line for line in (*LINES, *OTHER) if line not in _words(text)] == []
    assert (problems_of(text), pdfa.validate_written(io.BytesIO(text), "2b").findings) == ([], [])
    assert _looks(text, tmp_path) == _looks(plain, tmp_path)
    assert _facts(text) == _facts(plain)


def test_words_lie_where_they_are_seen(paper: tuple[bytes, list[PageImage]]) -> None:
    content = with_text(*paper, name="x")
    boxes = _run("pdftotext", "-bbox", "-", "-", given=content)
    found = re.search(r'xMin="([\d.]+)" yMin="([\d.]+)".*>Họ,<', boxes)
    assert found is not None
    # One inch from the left, on the second line, in points.
    assert [float(number) for number in found.groups()] == pytest.approx([72, 72 + 26], abs=6)


def test_a_blank_page_has_no_text_and_that_is_no_failure(
    caplog: pytest.LogCaptureFixture,
) -> None:
    pages = [PageImage(as_jpeg(blank_page()), 200)]
    plain = pdf_a(pages, title="Trang trắng", at=datetime(2026, 3, 22, tzinfo=UTC))
    content = with_text(plain, pages, name="x")
    assert (_words(content), problems_of(content), caplog.messages) == ("", [], [])


@pytest.mark.parametrize(
    ("script", "starts", "why"),
    [
        ("kill -SEGV $$", 2, "tesseract (-11): "),
        ("echo no leptonica >&2; exit 1", 2, "tesseract (1): no leptonica"),
        ("exec sleep 60", 1, "tesseract: hơn 3 giây"),
        (RESOURCE_HUNGRY, 2, "MemoryError"),
        ("echo nothing", 2, "tesseract (0): "),
        ("echo %PDF-1.5", 2, "unable to find"),
        ("cat ../seen.pdf", 2, "the text can be seen"),
        ("cat ../borrowed.pdf", 2, "/DescendantFonts"),
    ],
    ids=["crash", "error", "endless", "memory", "no-pdf", "broken-pdf", "visible", "font"],
)
def test_a_program_that_fails_leaves_the_copy_without_text_and_one_line_in_the_log(
    paper: tuple[bytes, list[PageImage]], program: Callable[[str], Path], settings: Any,
    caplog: pytest.LogCaptureFixture, tmp_path: Path, script: str, starts: int, why: str,
) -> None:  # fmt: skip
    borrowed = vector_pdf()  # a font that every viewer has to have itself
    (tmp_path / "borrowed.pdf").write_bytes(borrowed)
    (tmp_path / "seen.pdf").write_bytes(_seen(borrowed))
    started = program(script.replace("..", str(tmp_path)))
    settings.SCAN_OCR_SECONDS = 3 if "sleep" in script else 120
    assert with_text(*paper, name="cccd-1") == paper[0]
    [line] = caplog.messages
    assert line.startswith("Bản sao cccd-1: 2/2 trang không có lớp chữ (từ trang 1: ")
    assert why in line
    assert len(started.read_text().splitlines()) == starts


def test_without_the_program_or_its_vietnamese_nothing_is_tried_twice(
    paper: tuple[bytes, list[PageImage]], monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture, tmp_path: Path,
) -> None:  # fmt: skip
    with monkeypatch.context() as here:
        here.setenv("TESSDATA_PREFIX", str(tmp_path))
        assert with_text(*paper, name="a") == paper[0]
    with monkeypatch.context() as here:
        here.setenv("PATH", str(tmp_path))
        assert with_text(*paper, name="b") == paper[0]
    language, missing = caplog.messages
    assert "Failed loading language 'vie'" in language
    assert missing == (
        "Bản sao b: 2/2 trang không có lớp chữ (từ trang 1: tesseract: No such file or directory)"
    )


def test_a_page_that_fails_leaves_the_others_their_text(
    paper: tuple[bytes, list[PageImage]], program: Callable[[str], Path],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    real = _run("sh", "-c", "command -v tesseract").strip()
    starts = '"$0.first"'
    program(f'[ -e {starts} ] || {{ touch {starts}; exit 1; }}\nexec {real} "$@"')
    content = with_text(*paper, name="x")
    assert LINES[0] not in _words(content)
    assert OTHER[0] in _words(content)
    assert problems_of(content) == []
    assert caplog.messages == [
        "Bản sao x: 1/2 trang không có lớp chữ (từ trang 1: tesseract (1): )"
    ]


def _seen(pdf: bytes) -> bytes:
    """The same, with letters that are painted."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.pages[0].contents_add(b"0 Tr", prepend=True)
        opened.save(stream)
    return stream.getvalue()


def _words(pdf: bytes) -> str:
    return _run("pdftotext", "-", "-", given=pdf).strip()


def _looks(pdf: bytes, folder: Path) -> list[bytes]:
    """The pages as they are painted."""
    (folder / "looked.pdf").write_bytes(pdf)
    _run("pdftoppm", "-r", "60", str(folder / "looked.pdf"), str(folder / "looked"))
    return [page.read_bytes() for page in sorted(folder.glob("looked-*.ppm"))]


def _facts(pdf: bytes) -> list[object]:
    """What must be as it was: size, picture, title, profile of colours (without its date)."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = [
            (list(page.mediabox), page.get("/Rotate", 0), _picture(page)) for page in opened.pages
        ]
        intent = opened.Root.OutputIntents[0].DestOutputProfile.read_bytes()[36:]
        return [pages, str(opened.docinfo.Title), intent]


def _picture(page: pikepdf.Page) -> bytes:
    [picture] = page.obj.Resources.XObject.values()
    return bytes(picture.read_raw_bytes())


def _run(*command: str, given: bytes = b"") -> str:
    done = subprocess.run(command, input=given, capture_output=True, check=True)
    return done.stdout.decode()
