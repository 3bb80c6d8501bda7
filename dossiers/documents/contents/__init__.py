"""What each kind of document says: one module per kind, `content(document) -> template context`."""

from collections.abc import Callable
from typing import Any

from dossiers.documents.contents import (
    filing_receipt,
    form_01,
    form_02,
    form_03,
    result,
    result_draft,
)
from dossiers.models import Document

Content = Callable[[Document], dict[str, Any]]

# kind → (who writes its content, paper); the template is `pdf/<kind>.html`.
KINDS: dict[str, tuple[Content, str]] = {
    Document.Kind.FILING_RECEIPT: (filing_receipt.content, "a5"),
    Document.Kind.FORM_01: (form_01.content, "a5"),
    Document.Kind.FORM_02: (form_02.content, "a5"),
    Document.Kind.FORM_03: (form_03.content, "a5"),
    Document.Kind.RESULT_DRAFT: (result_draft.content, "a4"),
    Document.Kind.RESULT: (result.content, "a4"),
}
