"""Keys of the named people for tests, and files to sign."""

from pathlib import Path
from typing import Any

from django.conf import settings

from portal.accounts.actor import SYSTEM
from portal.accounts.models import User
from portal.agencies.models import Agency
from portal.signatures.actions.add_signing_key import add_signing_key
from portal.signatures.backends import key_files
from portal.signatures.models import SigningKey
from tests.trust import Issued

PIN = "123456"


def make_key(holder: User | Agency, issued: Issued, **more: Any) -> SigningKey:
    """A software key of this person or agency, made from what the trust services have issued."""
    return add_signing_key(
        actor=SYSTEM,
        holder=holder,
        backend=SigningKey.Backend.SOFTWARE,
        locator={"file": key_files.keep(issued.pkcs12)},
        pin=issued.passphrase,
        **more,
    )


def put(path: str, content: bytes) -> str:
    """A file under MEDIA_ROOT; its path there."""
    target = Path(settings.MEDIA_ROOT) / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return path
