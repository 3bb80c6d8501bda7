"""The demo's keys are given once, and not at all where no authority has made any."""

from pathlib import Path
from typing import Any

import pytest

from portal.demo.keys import give_keys
from portal.signatures.models import SigningKey
from tests.trust import TrustServices
from tests.world import Person

pytestmark = pytest.mark.django_db


def test_without_the_authority_there_are_no_keys(clerk: Person) -> None:
    assert give_keys() is None
    assert SigningKey.objects.count() == 0


def test_keys_are_given_once_and_what_is_switched_off_stays_off(
    clerk: Person, leader: Person, trusting: TrustServices, settings: Any, tmp_path: Path
) -> None:
    settings.DEMO_SIGNING_KEYS_DIR = tmp_path
    (tmp_path / "clerk.p12").write_bytes(trusting.issue("Lê Thị Hoa").pkcs12)
    (tmp_path / "seal_justice.p12").write_bytes(trusting.issue("Sở Tư pháp").pkcs12)

    assert [give_keys(), give_keys()] == [2, 0]

    kept = SigningKey.objects.order_by("pk").values_list("kind", "user", "agency", "is_active")
    assert list(kept) == [
        ("personal", clerk.user.pk, None, True),
        ("seal", None, leader.agency.pk, True),
    ]
    seal = SigningKey.objects.get(kind="seal")
    assert sorted(seal.locator) == ["file", "pin_encrypted"]
    SigningKey.objects.filter(kind="personal").update(is_active=False)
    assert give_keys() == 0

    (tmp_path / "clerk.p12").write_bytes(trusting.issue("Lê Thị Hoa").pkcs12)
    assert give_keys() == 1
    assert clerk.user.signing_keys.filter(is_active=True).count() == 1
