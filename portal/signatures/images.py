"""A picture of somebody's signature, or of a seal, that belongs to a key."""

from pathlib import Path

from django.conf import settings

from portal.signatures.models import SigningKey

FOLDER = "images"


def place_of(key: SigningKey) -> Path:
    """Where the picture of this key lies."""
    return Path(settings.SIGNATURE_KEYS_DIR) / FOLDER / f"{key.key}.png"


def image_of(key: SigningKey) -> Path | None:
    """The key's picture; without one a mark is drawn from the name."""
    place = place_of(key)
    return place if place.is_file() else None
