"""Word documents: opened as archives; nothing in them may act, reach out, or unpack for ever."""

from pathlib import Path

import pytest

from portal.shared.uploads.checking import BadFile
from portal.shared.uploads.checking.template import check_template
from portal.shared.uploads.checking.word import DOCX
from tests.portal.shared.uploads.words import TYPES, word

LINK = (
    b'<Relationships><Relationship Type="http://x/%s" Target="http://x/" TargetMode="External"/>'
    b"</Relationships>"
)
RELS = "word/_rels/document.xml.rels"


def checked(tmp_path: Path, content: bytes) -> object:
    path = tmp_path / "file"
    path.write_bytes(content)
    return check_template(path)


def test_a_harmless_document_with_links_of_its_text(tmp_path: Path) -> None:
    assert checked(tmp_path, word({RELS: LINK % b"hyperlink"})) == DOCX


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"word/vbaProject.bin": b"x"}, "mã lệnh"),
        ({"word/embeddings/sheet.xlsx": b"x"}, "mã lệnh"),
        ({"word/activeX/activeX1.xml": b"x"}, "mã lệnh"),
        ({"[Content_Types].xml": TYPES + b"macroEnabled"}, "mã lệnh"),
        ({"word/document.xml": b"<w:instrText>DDEAUTO cmd</w:instrText>"}, "mã lệnh"),
        ({RELS: LINK % b"attachedTemplate"}, "lấy nội dung từ nơi khác"),
        ({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]>'}, "bị hỏng"),
        ({"../outside.xml": b"x"}, "bị hỏng"),
        ({"word/big.xml": b"0" * 101 * 1024 * 1024}, "quá lớn"),
    ],
)
def test_what_is_refused(tmp_path: Path, members: dict[str, bytes], words: str) -> None:
    with pytest.raises(BadFile, match=words):
        checked(tmp_path, word(members))


def test_an_archive_that_is_no_document(tmp_path: Path) -> None:
    content = word().replace(b"word/document.xml", b"work/document.xml")

    with pytest.raises(BadFile, match="không phải văn bản Word"):
        checked(tmp_path, content)
