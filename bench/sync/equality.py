"""Both sides compared state by state, straight from their databases: not with the portal's own
comparison, which is itself under test."""

import psycopg
from django.db import connection

_OURS = """
    SELECT stream, array_agg((payload -> 'step' ->> 'status')::int ORDER BY id)
    FROM national_outboxmessage WHERE kind = 'state' GROUP BY stream
"""
_THEIRS = """
    SELECT d.code, array_agg(s.status::int ORDER BY s.id)
    FROM national_stub_statereceived s JOIN national_stub_dossier d ON d.id = s.dossier_id
    GROUP BY d.code
"""


def differing(their_database: str) -> list[str]:
    """The dossiers whose states are not the same list on both sides, with both lists."""
    with connection.cursor() as cursor:
        cursor.execute(_OURS)
        ours = dict(cursor.fetchall())
    with psycopg.connect(their_database) as there:
        theirs: dict[str, list[int]] = dict(there.execute(_THEIRS).fetchall())
    return [
        f"{code}: {ours.get(code)} / {theirs.get(code)}"
        for code in sorted(ours.keys() | theirs.keys())
        if ours.get(code) != theirs.get(code)
    ]
