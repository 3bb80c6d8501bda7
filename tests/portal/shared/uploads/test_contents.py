"""What a checked PDF holds, however it is written; one that asks too much is refused in words."""

import io
from importlib import import_module
from pathlib import Path

import pikepdf
import pytest

from portal.shared.apart import Apart
from portal.shared.uploads.checking import BadFile, check
from portal.shared.uploads.checking.pdf import MAX_OBJECTS
from tests.files import small_pdf

TOO_MANY = "Tệp PDF này có quá nhiều trang (hơn 500) hoặc quá phức tạp. Hãy tách thành nhiều tệp."
TOO_COMPLEX = (
    "Tệp này quá phức tạp nên không kiểm tra được. Hãy in lại ra PDF, hoặc chụp hay quét lại "
    "giấy tờ rồi gửi tệp mới."
)


@pytest.fixture
def given(tmp_path: Path):
    def given(content: bytes) -> Path:
        path = tmp_path / "upload"
        path.write_bytes(content)
        return path

    return given


def written(more: bytes = b"", size: int = 5) -> bytes:
    """A PDF of one page, written by hand, with further objects."""
    return b"""%%PDF-1.7
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Count 1 /Kids [3 0 R]>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>> endobj
%s
trailer <</Root 1 0 R /Size %d>>
%%%%EOF
""" % (more, size)


def packed(thing: pikepdf.Dictionary) -> bytes:
    """A PDF that holds this in an object stream: none of its words stands in the file."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.Root.Kept = pdf.make_indirect(thing)
    stream = io.BytesIO()
    pdf.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "says_signed"),
    [
        (written(b"4 0 obj <</ByteRange [0 1 2 3]>> endobj"), True),
        (written(b"4 0 obj <</#42yteRange [0 1 2 3]>> endobj"), True),
        (written(b"4 0 obj <</V <</Byte#52ange [0 1 2 3]>> >> endobj"), True),
        (written(b"4 0 obj <</Type /S#69g>> endobj"), True),
        (packed(pikepdf.Dictionary(ByteRange=[0, 1, 2, 3])), True),
        (written(), False),
        (written(b"4 0 obj (ByteRange) endobj"), False),
        (small_pdf(), False),
    ],
    ids=["plain", "escaped", "escaped-deep", "type", "packed", "none", "word", "blank"],
)
def test_whether_it_says_that_it_is_signed(given, content: bytes, says_signed: bool) -> None:
    assert check(given(content)).says_signed is says_signed


def test_pages_are_counted_once(given) -> None:
    assert check(given(small_pdf(3))).pages == 3


@pytest.mark.parametrize("size", [5, MAX_OBJECTS + 1], ids=["that-it-has", "that-it-says"])
def test_more_objects_than_anybody_looks_at(given, size: int) -> None:
    more = b""
    if size == 5:
        more = b"\n".join(b"%d 0 obj null endobj" % n for n in range(4, MAX_OBJECTS + 10))
    with pytest.raises(BadFile) as refusal:
        check(given(written(more, size)))
    assert str(refusal.value) == TOO_MANY


def test_a_file_that_asks_too_much_is_refused_and_the_next_is_taken(given, monkeypatch) -> None:
    hasty, patient = Apart(seconds=0, megabytes=1024), Apart(seconds=20, megabytes=1024)
    monkeypatch.setattr(import_module(check.__module__), "_process", hasty)
    with pytest.raises(BadFile) as refusal:
        check(given(small_pdf()))
    assert str(refusal.value) == TOO_COMPLEX
    monkeypatch.setattr(import_module(check.__module__), "_process", patient)
    assert check(given(small_pdf(2))).pages == 2
    patient.end()
