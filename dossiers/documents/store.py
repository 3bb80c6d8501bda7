"""Where the PDFs of dossiers lie, under MEDIA_ROOT."""

from dossiers.models import Document
from portal.shared.pdf.files import is_there


def place_of(document: Document) -> str:
    """The file's path under MEDIA_ROOT."""
    return f"documents/{document.requested_at:%Y/%m}/{document.key}.pdf"


def exists(document: Document) -> bool:
    """Whether the document has been made and its file is still there. What has been signed is never
    made again."""
    return bool(document.ready_at) and (bool(document.signed_file) or is_there(document.file))
