"""Keys on tokens. SoftHSM2 stands for one: the same interface, a directory instead of a chip."""

import shutil
import subprocess
from functools import partial
from io import StringIO
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from django.core.management import CommandError, call_command
from pkcs11 import TokenFlag
from pkcs11 import exceptions as trouble

from portal.accounts.actor import SYSTEM
from portal.signatures.actions.add_signing_key import add_signing_key
from portal.signatures.backends.pkcs11 import failure_of
from portal.signatures.errors import TokenMissing, WrongPin
from portal.signatures.models import SigningKey
from tests.portal.signatures.backends.using import use
from tests.signing import PIN
from tests.trust import Issued
from tests.world import Person

pytestmark = pytest.mark.django_db
SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")


@pytest.fixture(scope="module")
def token(personal: Issued, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
        _fill(folder, personal)
        # The library reads its settings once, when the process first loads it.
        pkcs11.lib(str(SOFTHSM)).reinitialize()
    return {"module": str(SOFTHSM), "token_label": "Bút ký", "key_id": "a1"}


@pytest.fixture
def key(leader: Person, token: dict[str, str]) -> SigningKey:
    return add_signing_key(actor=SYSTEM, holder=leader.user, backend="pkcs11", locator=token)


def test_signs(key: SigningKey) -> None:
    assert "Võ Đình Sơn" in key.subject
    use(key)
    use(key)  # the first session was closed


def test_a_wrong_pin(key: SigningKey) -> None:
    with pytest.raises(WrongPin) as wrong:
        use(key, "000000")
    assert wrong.value.tries_left is None
    use(key)


def test_the_command_tries_a_pin_that_it_is_given(
    leader: Person, token: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "pin").write_text("000000\n")
    options = {"module": token["module"], "token": token["token_label"], "key_id": token["key_id"]}
    call = partial(
        call_command, "add_signing_key", user="leader@motcua.example", stdout=StringIO(), **options
    )
    with pytest.raises(CommandError, match="Mã PIN chưa đúng"):
        call(pin_file=tmp_path / "pin")
    assert SigningKey.objects.count() == 0

    call(stderr=(err := StringIO()))

    # Tokens hold their owner's certificate alone; here nobody has said who stands above it.
    assert "nothing leads from 'Một Cửa Demo Issuing CA, " in err.getvalue()
    assert SigningKey.objects.get().backend == "pkcs11"


@pytest.mark.parametrize(
    "change", [{"token_label": "Khác"}, {"key_id": "b2"}, {"module": "/none.so"}]
)
def test_what_is_not_there(key: SigningKey, change: dict[str, str]) -> None:
    key.locator |= change
    with pytest.raises(TokenMissing):
        use(key)


@pytest.mark.parametrize(
    ("error", "flags", "expected"),
    [
        (trouble.PinLocked(), TokenFlag(0), "token_locked"),
        (trouble.PinIncorrect(), TokenFlag.USER_PIN_LOCKED, "token_locked"),
        (trouble.PinIncorrect(), TokenFlag.USER_PIN_FINAL_TRY, "wrong_pin"),
        (trouble.DeviceRemoved(), TokenFlag(0), "token_missing"),
    ],
    ids=["locked", "locked-by-this-try", "last-try", "pulled-out"],
)
def test_what_soft_hsm_cannot_do(error, flags, expected: str) -> None:
    """It never locks and cannot be pulled out; tokens answer so (PKCS#11 v2.40, 5.1)."""
    failure = failure_of(error, flags)
    assert failure.code == expected
    if expected == "wrong_pin":
        assert failure.tries_left == 1


def _fill(folder: Path, issued: Issued) -> None:
    """A token with the leader's key and certificate."""
    assert shutil.which("softhsm2-util") and SOFTHSM.exists(), "apt-get install softhsm2"
    command = ["softhsm2-util", "--init-token", "--free", "--label", "Bút ký"]
    subprocess.run(
        [*command, "--pin", PIN, "--so-pin", "87654321"], check=True, capture_output=True
    )
    private, certificate, _chain = pkcs12.load_key_and_certificates(issued.pkcs12, PIN.encode())
    plain = folder / "key.pem"
    plain.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    command = ["softhsm2-util", "--import", str(plain), "--token", "Bút ký", "--label", "key"]
    subprocess.run([*command, "--id", "a1", "--pin", PIN], check=True, capture_output=True)
    library = pkcs11.lib(str(SOFTHSM))
    library.reinitialize()
    with library.get_token(token_label="Bút ký").open(rw=True, user_pin=PIN) as session:
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.LABEL: "key",
                pkcs11.Attribute.ID: b"\xa1",
                pkcs11.Attribute.SUBJECT: certificate.subject.public_bytes(),
                pkcs11.Attribute.VALUE: certificate.public_bytes(Encoding.DER),
            }
        )
