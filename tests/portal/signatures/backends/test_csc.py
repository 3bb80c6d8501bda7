"""Keys with a remote service: the API of the Cloud Signature Consortium, over HTTP."""

import pytest

from portal.accounts.actor import SYSTEM
from portal.signatures.actions.add_signing_key import add_signing_key
from portal.signatures.errors import KeyRevoked, RemoteSilent, TokenLocked, TokenMissing, WrongPin
from portal.signatures.models import SigningKey
from tests.portal.signatures.backends.using import use
from tests.trust import TrustServices
from tests.world import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(leader: Person, trusting: TrustServices) -> SigningKey:
    credential = trusting.remote_credential("Võ Đình Sơn")
    return add_signing_key(
        actor=SYSTEM,
        holder=leader.user,
        backend="csc",
        locator={"url": trusting.url, "credential": credential},
    )


def test_signs(key: SigningKey) -> None:
    use(key)


def test_wrong_pins_until_the_service_locks_the_key(key: SigningKey) -> None:
    for error in (WrongPin, WrongPin, TokenLocked):
        with pytest.raises(error):
            use(key, "000000")
    with pytest.raises(TokenLocked):
        use(key)


def test_a_service_that_is_silent_or_refuses_us(
    key: SigningKey, trusting: TrustServices, settings
) -> None:
    trusting.fault("remote_down", 1)
    with pytest.raises(RemoteSilent):
        use(key)
    settings.SIGNATURE_TIMEOUT_SECONDS = 0.2
    trusting.fault("slow", 1, 1)
    with pytest.raises(RemoteSilent):
        use(key)
    settings.SIGNATURE_TIMEOUT_SECONDS = 10
    settings.SIGNATURE_REMOTE_TOKEN = "another"
    with pytest.raises(RemoteSilent):
        use(key)


def test_a_key_that_is_gone_or_revoked(key: SigningKey, trusting: TrustServices) -> None:
    trusting.revoke(int(key.serial, 16))
    with pytest.raises(KeyRevoked):
        use(key)
    key.locator["credential"] = "nobody"
    with pytest.raises(TokenMissing):
        use(key)
