"""Word documents for tests."""

import io
import zipfile

TYPES = b'<?xml version="1.0"?><Types><Override PartName="/word/document.xml"/></Types>'


def word(members: dict[str, bytes] | None = None) -> bytes:
    """A .docx with these members besides what every one has."""
    parts = {"[Content_Types].xml": TYPES, "word/document.xml": b"<w:document/>"}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | (members or {})).items():
            # The same file for the same content, whenever it is made.
            archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()
