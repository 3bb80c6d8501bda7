"""Sở Tư pháp with a leader who has a key, and a seal of its own."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from dossiers.models import Document, Dossier
from portal.accounts.models import User
from portal.shared import clock
from portal.signatures.models import SigningKey
from tests.signing import make_key
from tests.trust import Issued, TrustServices
from tests.world import Person


@pytest.fixture(scope="session")
def personal_file(trust_services: TrustServices) -> Issued:
    """The leader's key, made once for each test process."""
    return trust_services.issue("Võ Đình Sơn", "Sở Tư pháp")


@pytest.fixture(scope="session")
def seal_file(trust_services: TrustServices) -> Issued:
    """The seal of Sở Tư pháp, likewise."""
    return trust_services.issue("Sở Tư pháp", "Sở Tư pháp")


@pytest.fixture(autouse=True)
def keys_folder(settings: Any, tmp_path: Any) -> None:
    """Software keys lie in the test's own folder."""
    settings.SIGNATURE_KEYS_DIR = tmp_path / "keys"


@pytest.fixture
def leaders_key(trusting: TrustServices, leader: Person, personal_file: Issued) -> SigningKey:
    """The leader signs with this one."""
    return make_key(leader.user, personal_file)


@pytest.fixture
def seal(trusting: TrustServices, leader: Person, seal_file: Issued) -> SigningKey:
    """The portal puts it on by itself."""
    return make_key(leader.agency, seal_file, keep_pin=True)


@pytest.fixture
def result_of() -> Callable[[Dossier], Document]:
    """The dossier's latest result, as it is now."""

    def find(dossier: Dossier) -> Document:
        return Document.objects.filter(dossier=dossier, kind="result").latest("id")

    return find


def bare_key(holder: User) -> SigningKey:
    """A key's row, for what never signs."""
    return SigningKey.objects.create(
        kind="personal", user=holder, backend="software", subject=f"CN={holder.full_name}",
        not_before=clock.now(), not_after=clock.now() + timedelta(days=365), created_at=clock.now(),
    )  # fmt: skip
