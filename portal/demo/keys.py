"""The signing keys of the demo's people and agencies, as the demo's authority has issued them."""

from dataclasses import dataclass
from pathlib import Path

from asn1crypto.x509 import Certificate
from django.conf import settings

from portal.accounts.actor import SYSTEM
from portal.accounts.demo_people import JUSTICE, ONE_STOP_CENTRE, STAFF, TAM_TIEN_UNIT
from portal.accounts.models import User
from portal.agencies.models import Agency
from portal.signatures.actions.add_signing_key import add_signing_key
from portal.signatures.backends import key_files
from portal.signatures.backends.software import unlock
from portal.signatures.models import SigningKey

PIN = "123456"
SIGNERS = ("clerk", "clerk_tamtien", "leader", "leader_motcua")
SEALS = {
    "seal_justice": {"code": JUSTICE},
    "seal_centre": {"code": ONE_STOP_CENTRE},
    "seal_tamtien": {"unit__code": TAM_TIEN_UNIT},
}


@dataclass(frozen=True)
class _Found:
    """A key file of the demo's authority and whose it is."""

    content: bytes
    holder: User | Agency


def give_keys() -> int | None:
    """Give everybody the key that is there for them; how many were new. None: the authority has
    made none (it was never started), so the demo goes on without.

    A key that was switched off stays off; a new authority's keys replace the old one's.
    """
    folder = Path(settings.DEMO_SIGNING_KEYS_DIR)
    if not folder.is_dir():
        return None
    return sum(_give(found) for found in _found(folder))


def _found(folder: Path) -> list[_Found]:
    emails = {staff.key: staff.email for staff in STAFF}
    holders: dict[str, User | Agency | None] = {
        name: User.objects.filter(email=emails[name]).first() for name in SIGNERS
    }
    holders |= {name: Agency.objects.filter(**which).first() for name, which in SEALS.items()}
    return [
        _Found(file.read_bytes(), holder)
        for name, holder in holders.items()
        if holder and (file := folder / f"{name}.p12").is_file()
    ]


def _give(found: _Found) -> bool:
    certificate: Certificate = unlock(found.content, PIN).signing_cert
    serial = f"{certificate.serial_number:x}"
    if SigningKey.objects.filter(serial=serial).exists():
        return False
    add_signing_key(
        actor=SYSTEM,
        holder=found.holder,
        backend=SigningKey.Backend.SOFTWARE,
        locator={"file": key_files.keep(found.content)},
        pin=PIN,
        keep_pin=isinstance(found.holder, Agency),
        replace=True,
    )
    return True
