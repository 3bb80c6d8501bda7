"""The kinds of file that are taken, told by how they begin, never by their name."""

from dataclasses import dataclass

HEAD_BYTES = 4096

_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"hevc", b"hevx")


@dataclass(frozen=True)
class Kind:
    """One kind of file."""

    media_type: str
    extension: str
    pillow_format: str = ""

    @property
    def is_image(self) -> bool:
        """A photo or scan, of which an upright PDF is made."""
        return bool(self.pillow_format)


PDF = Kind("application/pdf", ".pdf")
JPEG = Kind("image/jpeg", ".jpg", "JPEG")
PNG = Kind("image/png", ".png", "PNG")
HEIC = Kind("image/heic", ".heic", "HEIF")


def kind_of(head: bytes) -> Kind | None:
    """The kind of a file that begins so; None for everything that is not taken.

    The signature must stand at the very beginning: a PDF behind other bytes is two files in one.
    """
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return HEIC
    return None
