"""A province's portal refuses to go live with what the demo signs with."""

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks

from tests.trust import TrustServices


@pytest.fixture
def province(settings: Any, tmp_path: Path) -> Path:
    """As in production; the folder of its trusted roots."""
    settings.DEMO_MODE = False
    settings.SIGNATURE_TRUST_DIR = tmp_path
    settings.SIGNATURE_REMOTE_TOKEN = "of-the-province"
    settings.SIGNATURE_TIMESTAMP_URL = "https://tsa.example/"
    return tmp_path


def told() -> list[str]:
    found = run_checks(tags=["security"], include_deployment_checks=True)
    return [str(each.id) for each in found if str(each.id).startswith("signatures.")]


def test_nothing_of_the_demo_is_no_error(province: Path) -> None:
    assert told() == []


@pytest.mark.parametrize("folder", [".", "intermediates"])
def test_an_authority_of_the_demo_is_found_wherever_it_lies(
    province: Path, trust_services: TrustServices, folder: str
) -> None:
    (province / folder).mkdir(exist_ok=True)
    (province / folder / "renamed.pem").write_bytes(trust_services.root_pem)

    assert told() == ["signatures.E002"]


def test_so_are_its_services_and_what_is_no_certificate(province: Path, settings: Any) -> None:
    settings.SIGNATURE_REMOTE_TOKEN = "motcua-demo"
    settings.SIGNATURE_TIMESTAMP_URL = "http://127.0.0.1:8180/demo/tsa/tsa"
    assert told() == ["signatures.E003", "signatures.E004"]

    (province / "broken.pem").write_bytes(b"\xff\xfe")
    assert told() == ["signatures.E001"]


def test_the_demo_itself_may(province: Path, settings: Any, trust_services: TrustServices) -> None:
    (province / "demo-root.pem").write_bytes(trust_services.root_pem)
    settings.DEMO_MODE = True

    assert told() == []
