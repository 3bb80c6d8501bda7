"""A picture of somebody's signature, or of a seal, that belongs to a key."""

from pathlib import Path

from django.conf import settings
from PIL import Image, UnidentifiedImageError

from portal.signatures.models import SigningKey

FOLDER = "images"
# 36 mm at 1,000 dpi: more would only make the signed files heavy.
LARGEST = 1400


def place_of(key: SigningKey) -> Path:
    """Where the picture of this key lies."""
    return Path(settings.SIGNATURE_KEYS_DIR) / FOLDER / f"{key.key}.png"


def image_of(key: SigningKey) -> Path | None:
    """The key's picture; without one a mark is drawn from the name."""
    place = place_of(key)
    return place if place.is_file() else None


class NoImage(ValueError):
    """The file is no image."""


def keep(key: SigningKey, file: Path) -> None:
    """Copy a picture (PNG or another image) to its place. Raises NoImage, OSError."""
    try:
        with Image.open(file) as given:
            given.load()
            picture = given.convert("RGBA")
    except UnidentifiedImageError:
        raise NoImage(str(file)) from None
    picture.thumbnail((LARGEST, LARGEST))
    place = place_of(key)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    picture.save(place)
