"""Sectors (lĩnh vực) that a file names."""

from collections.abc import Iterable

from django.utils.text import slugify

from portal.shared.folding import fold
from services.models import Sector

SLUG_LENGTH = 110


def save_sectors(names: Iterable[str]) -> dict[str, Sector]:
    """All sectors by name, those of the names that were missing made anew."""
    sectors = {sector.name: sector for sector in Sector.objects.all()}
    codes = {sector.code for sector in sectors.values()}
    slugs = {sector.slug for sector in sectors.values()}
    for name in names:
        if name not in sectors:
            number = len(codes) + 1
            while f"LV{number:03d}" in codes:
                number += 1
            slug = slugify(fold(name))[:SLUG_LENGTH] or "linh-vuc"
            if slug in slugs:
                slug = f"{slug}-{number}"
            sectors[name] = Sector.objects.create(code=f"LV{number:03d}", name=name, slug=slug)
            codes.add(f"LV{number:03d}")
            slugs.add(slug)
    return sectors
