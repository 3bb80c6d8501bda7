"""`add_signing_key` and `list_signing_keys`: what an operator types and is told."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from PIL import Image

from portal.accounts.encryption import decrypt
from portal.shared import clock
from portal.signatures.images import image_of
from portal.signatures.models import SigningKey
from tests.trust import Issued, TrustServices
from tests.world import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(tmp_path: Path, personal: Issued) -> dict[str, str]:
    """The options for a software key of the leader."""
    (tmp_path / "key.p12").write_bytes(personal.pkcs12)
    (tmp_path / "pin").write_text(f"{personal.passphrase}\n")
    return {"file": tmp_path / "key.p12", "pin_file": tmp_path / "pin"}


def add(**options: object) -> str:
    out = StringIO()
    call_command("add_signing_key", stdout=out, **options)
    return out.getvalue()


def kept_files() -> list[Path]:
    return sorted(Path(settings.SIGNATURE_KEYS_DIR).glob("*.p12"))


def test_a_software_key_is_copied_to_where_only_the_worker_reads(
    leader: Person, given: dict[str, str], tmp_path: Path
) -> None:
    Image.new("RGBA", (3000, 1000), (0, 0, 255, 255)).save(tmp_path / "mark.png")

    said = add(user="leader@motcua.example", image=tmp_path / "mark.png", **given)

    key = SigningKey.objects.get()
    assert (key.user, key.kind, key.backend) == (leader.user, "personal", "software")
    assert key.subject == "Võ Đình Sơn, Sở Tư pháp"
    assert said == f"{key.subject}: Tệp khóa, {key.not_after:%d/%m/%Y}\n"
    (file,) = kept_files()
    assert (file.name, file.stat().st_mode & 0o777) == (key.locator["file"], 0o600)
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert Image.open(image_of(key)).size == (1400, 467)

    out = StringIO()
    call_command("list_signing_keys", check=True, stdout=out)
    day = key.not_after.astimezone(clock.PROVINCE_TIME)
    assert out.getvalue() == f"active\t{day:%d/%m/%Y}\tpersonal\tsoftware\tleader@motcua.example\n"
    with clock.pinned(key.not_after - timedelta(days=30)), pytest.raises(SystemExit):
        call_command("list_signing_keys", check=True, stdout=out)
    assert " SOON\t" in out.getvalue()


def test_a_second_key_needs_replace(leader: Person, given: dict[str, str]) -> None:
    add(user="leader@motcua.example", **given)
    with pytest.raises(CommandError, match="Đã có khóa ký đang dùng"):
        add(user="leader@motcua.example", **given)
    assert len(kept_files()) == 1

    add(user="leader@motcua.example", replace=True, **given)

    assert list(SigningKey.objects.order_by("pk").values_list("is_active", flat=True)) == [
        False,
        True,
    ]


def test_a_seal_may_have_its_pin_kept(justice, given: dict[str, str]) -> None:
    add(agency=justice.code, keep_pin=True, **given)

    key = SigningKey.objects.get()
    assert (key.agency, key.kind) == (justice, "seal")
    assert decrypt(key.locator["pin_encrypted"]) == "123456"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"user": "nobody@motcua.example"}, "No account signs in with nobody@motcua.example."),
        ({"agency": "000"}, "There is no agency 000."),
        ({"user": "leader@motcua.example", "keep_pin": True}, "--keep-pin is for the seal"),
        ({"user": "leader@motcua.example", "file": None}, "Say where the key is"),
        ({"user": "leader@motcua.example", "url": "http://x"}, "Say where the key is"),
        ({"user": "leader@motcua.example", "file": None, "module": "x"}, "Missing: --token, --key"),
        ({"user": "leader@motcua.example", "pin_file": Path("/dev/null")}, "Mã PIN chưa đúng"),
        ({"user": "leader@motcua.example", "file": Path("/dev/null")}, "Không tìm thấy khóa ký"),
        ({"user": "leader@motcua.example", "file": Path("/none")}, "/none: No such file"),
    ],
    ids=lambda value: value.split(":")[0] if isinstance(value, str) else "",
)
def test_what_is_wrong_is_said_in_one_line_and_nothing_is_kept(
    leader: Person, given: dict[str, object], wrong: dict[str, object], words: str
) -> None:
    with pytest.raises(CommandError) as refused:
        add(**{**given, **wrong})

    assert words in str(refused.value) and "\n" not in str(refused.value)
    assert SigningKey.objects.count() == 0
    assert kept_files() == []


def test_a_key_of_an_authority_that_is_not_known_is_warned_of(
    leader: Person, trusting: TrustServices, given: dict[str, str], tmp_path: Path
) -> None:
    err = StringIO()
    add(user="leader@motcua.example", stderr=err, **given)
    assert err.getvalue() == ""

    stranger = trusting.issue("Võ Đình Sơn", issuer="stranger")
    (tmp_path / "key.p12").write_bytes(stranger.pkcs12)
    add(user="leader@motcua.example", replace=True, stderr=err, **given)

    assert "nothing leads from 'Unknown Root CA, " in err.getvalue()
    assert SigningKey.objects.filter(is_active=True).get().issuer.startswith("Unknown Root CA")


def test_a_key_that_has_expired_is_not_taken(
    leader: Person, trust_services: TrustServices, given: dict[str, str], personal: Issued
) -> None:
    with (
        clock.pinned(clock.now() + timedelta(days=800)),
        pytest.raises(CommandError, match="không còn hạn dùng"),
    ):
        add(user="leader@motcua.example", **given)
    assert kept_files() == []
