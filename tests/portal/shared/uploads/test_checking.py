"""Files by their content: what is taken, and what is refused with which words."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from pillow_heif import register_heif_opener

from portal.shared.uploads.checking import BadFile, check
from portal.shared.uploads.names import clean_name
from tests.files import small_jpeg, small_pdf

register_heif_opener()

INSTEAD = "Hãy gửi tệp PDF hoặc ảnh chụp JPEG, PNG, HEIC."
ACTIVE = (
    "Tệp PDF này có chứa mã lệnh tự chạy. Hãy in lại ra PDF (Lưu dưới dạng PDF) "
    "hoặc chụp ảnh giấy tờ rồi gửi."
)
XFA = "Tệp PDF này là biểu mẫu động (XFA), không xem được. Hãy in ra PDF rồi gửi."
TOO_MANY = "Tệp PDF này có quá nhiều trang (hơn 500) hoặc quá phức tạp. Hãy tách thành nhiều tệp."
EMBEDDED = "Tệp PDF này có đính kèm tệp khác bên trong. Hãy gửi riêng từng tệp ở đúng mục giấy tờ."
LOCKED = "Tệp PDF này có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."
BROKEN_PDF = "Tệp PDF này bị hỏng, không mở được. Hãy tạo lại hoặc chụp ảnh rồi gửi."
CUT_PDF = (
    "Tệp PDF này bị hỏng hoặc chưa tải đủ: thiếu phần cuối. Hãy gửi lại tệp gốc, hoặc chụp ảnh "
    "giấy tờ rồi gửi."
)
BROKEN_IMAGE = "Ảnh này bị hỏng hoặc chưa tải đủ, không mở được. Hãy chụp lại rồi gửi tệp mới."
HIDDEN = "Trong tệp này có giấu một tệp khác. Hãy chụp hoặc quét lại giấy tờ rồi gửi tệp mới."
HUGE = "Ảnh này có kích thước quá lớn (hơn 50 triệu điểm ảnh). Hãy chụp lại ở cỡ nhỏ hơn."


def pdf_with(change: Callable[[pikepdf.Pdf], None], **save: object) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    change(pdf)
    stream = io.BytesIO()
    pdf.save(stream, **save)
    return stream.getvalue()


def open_action(kind: str, **more: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), **more)

    return change


def on_the_page(pdf: pikepdf.Pdf) -> None:
    """JavaScript deep inside: in the action of an annotation."""
    pdf.pages[0].Annots = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Link,
                A=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"),
            )
        ]
    )


def in_names(pdf: pikepdf.Pdf) -> None:
    """JavaScript of the document, which readers run when they open it."""
    action = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))
    names = pikepdf.Dictionary(Names=pikepdf.Array(["a", action]))
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=names)


def when_shown(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.pages[0].AA = pikepdf.Dictionary(O=action)


def dynamic(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = pikepdf.Dictionary(XFA=pdf.make_stream(b"<xdp/>"), Fields=pikepdf.Array())


def with_file(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["virus.exe"] = b"MZ"


def encrypted(user: str) -> bytes:
    return pdf_with(lambda pdf: None, encryption=pikepdf.Encryption(owner="chủ", user=user))


def without_pages() -> bytes:
    stream = io.BytesIO()
    pikepdf.new().save(stream)
    return stream.getvalue()


def bomb_png() -> bytes:
    """60,000 × 60,000 pixels in some hundred bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    body = zlib.compress(b"\x00" * 100_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


def image(kind: str, mode: str = "RGB") -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((300, 200), 50).convert(mode).save(stream, kind)
    return stream.getvalue()


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("virus.exe", b"MZ")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type", "extension"),
    [
        (small_pdf(3), "application/pdf", ".pdf"),
        (small_pdf() + bytes(4096), "application/pdf", ".pdf"),
        (small_jpeg(), "image/jpeg", ".jpg"),
        (image("PNG", "RGBA"), "image/png", ".png"),
        (image("HEIF"), "image/heic", ".heic"),
        (pdf_with(open_action("GoTo", D=pikepdf.Array([0]))), "application/pdf", ".pdf"),
        (image("JPEG") + b"\x00" * 500, "image/jpeg", ".jpg"),  # phones append data of their own
    ],
    ids=["pdf", "pdf-padded", "jpeg", "png", "heic", "pdf-opens-at-page", "jpeg-of-a-phone"],
)
def test_what_is_taken(content: bytes, media_type: str, extension: str, tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(content)
    kind = check(path).kind
    assert (kind.media_type, kind.extension) == (media_type, extension)


HOSTILE = {
    "empty": (b"", "Tệp này trống (0 byte). Hãy chọn lại tệp có nội dung."),
    "exe": (
        b"MZ\x90\x00" + b"\x00" * 400,
        f"Tệp này là chương trình máy tính, không phải giấy tờ. {INSTEAD}",
    ),
    "html": (
        b"<!DOCTYPE html><script>alert(1)</script>",
        f"Tệp này là trang web, không phải giấy tờ. {INSTEAD}",
    ),
    "svg": (
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        f"Tệp này là trang web, không phải giấy tờ. {INSTEAD}",
    ),
    "gif": (image("GIF", "P"), f"Loại ảnh này không nhận được. {INSTEAD}"),
    "zip": (zipped(), f"Tệp này là tệp văn phòng (Word, Excel…) hoặc tệp nén. {INSTEAD}"),
    "text": ("chữ thường".encode(), f"Không nhận ra loại tệp này. {INSTEAD}"),
    "pdf-behind-html": (
        b"<html>" + small_pdf(),
        "Tệp này có nội dung lạ đứng trước phần PDF. Hãy mở tệp rồi lưu lại dưới dạng PDF, hoặc "
        "chụp ảnh giấy tờ rồi gửi.",
    ),
    "pdf-locked": (encrypted("mật khẩu"), LOCKED),
    "pdf-locked-for-changes": (encrypted(""), LOCKED),
    "pdf-javascript": (pdf_with(open_action("JavaScript", JS="app.alert(1)")), ACTIVE),
    "pdf-javascript-deep": (pdf_with(on_the_page), ACTIVE),
    "pdf-javascript-packed": (
        pdf_with(in_names, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        ACTIVE,
    ),
    "pdf-javascript-escaped": (
        pdf_with(when_shown).replace(b"/JavaScript", b"/JavaScr#69pt").replace(b"/JS", b"/J#53"),
        ACTIVE,
    ),
    "pdf-javascript-when-shown": (pdf_with(when_shown), ACTIVE),
    "pdf-dynamic": (pdf_with(dynamic), XFA),
    "pdf-501-pages": (small_pdf(501), TOO_MANY),
    "pdf-launch": (pdf_with(open_action("Launch", F="cmd.exe")), ACTIVE),
    "pdf-embedded": (pdf_with(with_file), EMBEDDED),
    "pdf-broken": (b"%PDF-1.7\nnothing of the kind %%EOF", BROKEN_PDF),
    "pdf-cut": (small_pdf(3)[:-100], CUT_PDF),
    "pdf-cut-behind-an-end": (small_pdf() + b"1 0 obj" + b"0" * 5000, CUT_PDF),
    "pdf-no-page": (without_pages(), "Tệp PDF này không có trang nào. Hãy chọn lại tệp."),
    "pdf-and-zip": (small_pdf() + zipped(), HIDDEN),
    "jpeg-and-zip": (small_jpeg() + zipped(), HIDDEN),
    "jpeg-and-html": (small_jpeg() + b"<ScRiPt>alert(1)</script>", HIDDEN),
    "jpeg-and-pdf": (small_jpeg() + small_pdf(), HIDDEN),
    "jpeg-truncated": (image("JPEG")[:-3000], BROKEN_IMAGE),
    "png-truncated": (image("PNG")[:-3000], BROKEN_IMAGE),
    "heic-truncated": (image("HEIF")[:-3000], BROKEN_IMAGE),
    "png-bomb": (bomb_png(), HUGE),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_refused_and_why(name: str, tmp_path: Path) -> None:
    content, words = HOSTILE[name]
    path = tmp_path / "upload"
    path.write_bytes(content)
    with pytest.raises(BadFile) as refusal:
        check(path)
    assert str(refusal.value) == words


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("thẻ căn cước.pdf", "thẻ căn cước.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\giấy tờ\\a.PDF", "a.pdf"),
        ("hoa\u202efdp.exe", "hoafdp.pdf"),
        ('a"b<c>\r\nX: y.pdf', "a b c X y.pdf"),
        ("e\u0302.pdf", "ê.pdf"),
        ("", "tep.pdf"),
        (".pdf", "pdf.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_are_made_safe(typed: str, cleaned: str) -> None:
    assert clean_name(typed, ".pdf") == cleaned
