"""An agency's counter has so many desks."""

from django.db import transaction

from counter.models import Desk
from portal.agencies.models import Agency
from portal.shared.errors import InvalidInput

MOST = 200


def make_desks(*, agency: Agency, count: int) -> tuple[int, int]:
    """Desks 1 to `count` are in use, those above are not (they stay for the figures of the past).
    Returns how many there are now and how many were added.

    Raises InvalidInput (`agency`: no counter, `count`).
    """
    if not agency.is_one_stop or agency.is_closed:
        raise InvalidInput({"agency": f"{agency.code}: cơ quan không có Bộ phận một cửa."})
    if not 0 < count <= MOST:
        raise InvalidInput({"count": f"Số bàn từ 1 đến {MOST}."})
    with transaction.atomic():
        Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
        desks = Desk.objects.filter(agency=agency)
        present = set(desks.values_list("number", flat=True))
        missing = [number for number in range(1, count + 1) if number not in present]
        Desk.objects.bulk_create(Desk(agency=agency, number=number) for number in missing)
        desks.filter(number__lte=count).update(is_active=True)
        desks.filter(number__gt=count).update(is_active=False)
    return count, len(missing)
