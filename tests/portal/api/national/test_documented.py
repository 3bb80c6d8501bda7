"""The example of docs/api.md is taken, and its answer has the fields that are told."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from services.content import PaperContent
from services.models import Reduction, Revision
from tests.portal.api.national.sender import file, pdf

ROOT = Path(settings.BASE_DIR)
EFORM = json.loads((ROOT / "services/data/eforms/2.000488.json").read_text())


def examples() -> list[dict[str, Any]]:
    blocks = re.findall(r"```json\n(.*?)```", (ROOT / "docs/api.md").read_text(), re.DOTALL)
    return [json.loads(block) for block in blocks]


@pytest.mark.django_db
def test_the_example(
    client: Client, units: None, make_revision: Callable[..., Revision], half_price: Reduction
) -> None:
    make_revision(eform=EFORM, papers=(PaperContent("identity-copy", "Căn cước", True),))
    *_by_citizens, filing, told = examples()
    filing["attachments"][0]["content"] = pdf()

    answer = file(client, filing, key="G01-220322-000001")

    assert (answer.status_code, answer.json().keys()) == (201, told.keys())
    for name in ("state", "state_text", "national_code", "due_at", "next_step", "agency",
                 "fee_vnd", "paid_at", "track_url"):  # fmt: skip
        assert answer.json()[name] == told[name]
    assert [step["national_code"] for step in answer.json()["timeline"]] == [1, 6]
