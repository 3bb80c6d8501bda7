"""The communes of our province from the database, kept in the process between requests."""

from functools import lru_cache

from django.conf import settings
from django.db.models import Count, Max

from portal.agencies.models import AdministrativeUnit
from services.eforms.places import District, Places


def province_places() -> Places:
    """The places of the province; one small query tells whether what is kept is still right."""
    state = AdministrativeUnit.objects.aggregate(count=Count("pk"), newest=Max("pk"))
    return _load(state["count"], state["newest"])


@lru_cache(maxsize=2)
def _load(count: int, newest: int | None) -> Places:
    units = list(AdministrativeUnit.objects.order_by("code"))
    communes: dict[int, list[tuple[str, str]]] = {
        unit.pk: [] for unit in units if unit.parent_id is None
    }
    for unit in units:
        if unit.parent_id in communes:
            communes[unit.parent_id].append((unit.code, unit.name))
    return Places(
        province=f"tỉnh {settings.PROVINCE_NAME}",
        districts=tuple(
            District(unit.name, tuple(communes[unit.pk]))
            for unit in units
            if unit.parent_id is None
        ),
    )
