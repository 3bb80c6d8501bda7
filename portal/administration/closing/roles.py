"""The staff of an agency that is being closed goes on at its successor."""

from django.db import connection

from portal.accounts.models import StaffRole
from portal.agencies.models import Agency

_BEGIN = """
    INSERT INTO accounts_staffrole (user_id, role, agency_id, is_active)
    SELECT user_id, role, %(new)s, true FROM accounts_staffrole
    WHERE agency_id = %(old)s AND is_active ORDER BY id
    ON CONFLICT (user_id, role, agency_id) DO UPDATE SET is_active = true
"""


def end_roles(closed: Agency, heir: Agency | None) -> int:
    """End every active role there; the same ones begin at `heir`. Who held the role there before
    has it once. How many roles ended."""
    active = StaffRole.objects.select_for_update().filter(agency=closed, is_active=True)
    keys = list(active.order_by("pk").values_list("pk", flat=True))
    if heir is not None and keys:
        with connection.cursor() as cursor:
            cursor.execute(_BEGIN, {"old": closed.pk, "new": heir.pk})
    return StaffRole.objects.filter(pk__in=keys).update(is_active=False)
