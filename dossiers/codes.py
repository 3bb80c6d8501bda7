"""The dossier's code: Thông tư 01/2018/TT-VPCP Điều 19, `<agency id>-YYMMDD-XXXX`."""

from datetime import date

from django.db import connection

from portal.agencies.models import Agency

_NEXT = """
    INSERT INTO dossiers_codecounter (agency_id, day, last) VALUES (%s, %s, 1)
    ON CONFLICT (agency_id, day) DO UPDATE SET last = dossiers_codecounter.last + 1
    RETURNING last
"""


def allocate_code(agency: Agency, day: date) -> str:
    """The next code of the agency on that day.

    Gapless and safe under concurrent filing: the counter's row stays locked until the filing
    commits, and a filing that fails gives its number back. Call it inside the transaction, late.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [agency.pk, day])
        (number,) = cursor.fetchone()
    return f"{agency.code}-{day:%y%m%d}-{number:04d}"
