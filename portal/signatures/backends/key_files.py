"""The folder of the software keys: readable by the worker's account alone."""

import os
import re
import uuid
from pathlib import Path

from django.conf import settings

from portal.signatures.errors import TokenMissing

_NAME = re.compile(r"[0-9a-f-]{36}\.p12")


def keep(content: bytes) -> str:
    """Write a PKCS#12 file; its name in the folder."""
    folder = Path(settings.SIGNATURE_KEYS_DIR)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{uuid.uuid4()}.p12"
    handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return name


def read(name: str) -> bytes:
    """The file's content. Raises TokenMissing."""
    if not _NAME.fullmatch(name):
        raise TokenMissing
    try:
        return (Path(settings.SIGNATURE_KEYS_DIR) / name).read_bytes()
    except OSError:
        raise TokenMissing from None


def discard(name: str) -> None:
    """Delete a file whose key was not kept after all."""
    if _NAME.fullmatch(name):
        (Path(settings.SIGNATURE_KEYS_DIR) / name).unlink(missing_ok=True)
