"""The clerk's own key, and a client whom nobody has an account for."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from portal.accounts.models import Citizen
from portal.signatures.models import SigningKey
from tests.counter.signing_world import keep_key, keys_folder
from tests.trust import Issued, TrustServices
from tests.world import Person


@pytest.fixture(scope="session")
def certificate(trust_services: TrustServices) -> Issued:
    """Issued to the clerk, once for all tests."""
    return trust_services.issue("Lê Thị Cán Bộ")


@pytest.fixture
def key(
    trusting: TrustServices, certificate: Issued, clerk: Person, settings: Any, tmp_path: Path
) -> SigningKey:
    """The clerk's own."""
    keys_folder(settings, tmp_path / "keys")
    return keep_key(certificate, clerk)


@pytest.fixture
def hoa(units: None) -> Citizen:
    """Hoa, whom a clerk typed in; she has no account."""
    return Citizen.objects.create(
        identity_number="049195001234", full_name="Phạm Thị Hoa", birth_date=date(1995, 6, 15),
        sex="female", phone="0935222333",
    )  # fmt: skip
