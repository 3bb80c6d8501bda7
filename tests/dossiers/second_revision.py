"""The second revision of the tests' procedure: a field is gone, one is new, the fee has changed."""

import copy
from collections.abc import Callable
from typing import Any

from services.content import FeeContent, PaperContent
from services.models import Revision
from tests.fixtures_dossiers import EFORM

NEW_QUESTION = {"key": "reason", "type": "text", "label": "Lý do cụ thể", "required": True}


def second_eform() -> dict[str, Any]:
    """Without "Số bản", with "Lý do cụ thể"."""
    eform: dict[str, Any] = copy.deepcopy(EFORM)
    fields = eform["sections"][1]["fields"]
    eform["sections"][1]["fields"] = [fields[0], NEW_QUESTION]
    return eform


def publish_second(make_revision: Callable[..., Revision], **changes: Any) -> Revision:
    """Publish it."""
    values: dict[str, Any] = {
        "eform": second_eform(),
        "fee_vnd": 0,
        "fees": (FeeContent("phi", "phi", "Phí", {"kind": "fixed", "amount_vnd": 150_000}, "TT"),),
        "name": "Cấp Phiếu lý lịch tư pháp (mới)",
        "papers": (
            PaperContent("cccd", "Bản chụp thẻ căn cước", True),
            PaperContent("photo", "Ảnh chân dung", False),
        ),
    }
    return make_revision(**{**values, **changes})
