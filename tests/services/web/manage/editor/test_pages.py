"""Every page of the editor shows itself, and saves from nothing."""

from collections.abc import Callable

import pytest
from django.test import Client

from services.content import (
    FeeContent,
    PaperContent,
    ReductionContent,
    RevisionContent,
    StepContent,
)
from tests.services.web.manage.editor.conftest import HUB

EFORM = {
    "sections": [
        {
            "key": "request",
            "title": "Yêu cầu",
            "fields": [
                {"key": "copies", "type": "whole_number", "label": "Số bản"},
                {
                    "key": "purpose",
                    "type": "one_of",
                    "label": "Mục đích",
                    "choices": [
                        {"value": "work", "label": "Xin việc"},
                        {"value": "study", "label": "Du học"},
                    ],
                },
            ],
        }
    ]
}
PAGES = [
    "", "facts/", "papers/", "papers/new/", "papers/cccd/", "steps/", "steps/new/", "steps/1/",
    "fees/", "fees/new/", "fees/note/", "fees/quote/", "fees/phi/", "reductions/",
    "reductions/new/", "reductions/giam/", "notices/",
]  # fmt: skip
Content = Callable[[], RevisionContent]


@pytest.fixture
def filled(fill: Callable[..., None]) -> None:
    """Something of everything."""
    rule = {"kind": "per_unit", "amount_vnd": 8000, "quantity": "copies", "unit": "bản"}
    condition = {"field": "purpose", "op": "eq", "value": "work"}
    reduction = ReductionContent("giam", "Giảm nửa", "NQ 1", "2022-01-01", percent=50,
                                 condition=condition)  # fmt: skip
    fill(
        eform=EFORM,
        papers=[PaperContent("cccd", "Thẻ căn cước", copies=1).as_json()],
        steps=[StepContent("clerk", "Tiếp nhận", budget_hours="4").as_json()],
        fees=[FeeContent("phi", "phi", "Phí", rule, "TT 1").as_json()],
        reductions=[reduction.as_json()],
    )


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_shown(manage: Client, page: str) -> None:
    assert manage.get(HUB + page).status_code == 200
