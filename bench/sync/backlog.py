"""Changes of state by the ten thousand, as the portal's handler writes them.

The payloads are copies of one that the handler wrote, with the dossier's own codes, the state and
the time put in; the dossiers are the benchmark's, so that everything that is looked up when a
message is sent is there.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from portal.national.models import OutboxMessage

# What happens to every dossier of the backlog, in this order: national code, event, our state.
STEPS = (
    (1, "file", "submitted"),
    (6, "require_payment", "payment_required"),
    (1, "payment_settled", "submitted"),
    (2, "receive", "received"),
    (4, "start_processing", "processing"),
    (9, "decide", "completed"),
)
_NUMBERED = """
    CREATE TABLE bench_sync_dossier AS
    SELECT row_number() OVER (ORDER BY id) - 1 AS n, id, code, procedure_id, handling_agency_id
    FROM dossiers_dossier WHERE code IS NOT NULL AND code NOT IN
        (SELECT stream FROM national_outboxmessage)
    ORDER BY id LIMIT %s;
"""
_WRITE = """
    INSERT INTO national_outboxmessage
        (stream, kind, waits_for, key, payload, created_at, attempts, last_error)
    SELECT d.code, 'state', 'procedure:' || d.procedure_id, gen_random_uuid(),
        jsonb_build_object(
            'dossier', t.payload -> 'dossier' || jsonb_build_object(
                'code', d.code, 'procedure_id', d.procedure_id,
                'handling_agency_id', d.handling_agency_id,
                'filed_at', x.at, 'due_at', x.at,
                'received_at', CASE WHEN s.place >= 4 THEN x.at END,
                'completed_at', CASE WHEN s.place >= 6 THEN x.at END, 'returned_at', NULL),
            'step', t.payload -> 'step' || jsonb_build_object(
                'status', s.status, 'event', s.event, 'to_state', s.state, 'at', x.at)),
        x.at, 0, ''
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) i
    CROSS JOIN LATERAL (SELECT %(began)s::timestamptz + i * %(gap)s::interval AS at) x
    JOIN bench_sync_dossier d ON d.n = i %% %(dossiers)s
    JOIN (SELECT * FROM unnest(%(statuses)s::int[], %(events)s::text[], %(states)s::text[])
        WITH ORDINALITY AS s (status, event, state, place)) s
        ON s.place = 1 + i / %(dossiers)s
    CROSS JOIN (SELECT payload FROM national_outboxmessage WHERE id = %(template)s) t
    ORDER BY i
"""


@dataclass(frozen=True)
class Backlog:
    """`dossiers` dossiers that each take every step; message number i happens `gap` after the one
    before it, the first steps of all dossiers first."""

    dossiers: int
    began: datetime
    gap: timedelta
    template: int

    @property
    def messages(self) -> int:
        """How many there are in the end."""
        return self.dossiers * len(STEPS)

    def write(self, first: int, count: int) -> int:
        """Messages number `first` and the next ones; how many were written."""
        with connection.cursor() as cursor:
            cursor.execute(_WRITE, {
                "first": first, "last": min(first + count, self.messages) - 1,
                "began": self.began, "gap": f"{self.gap.total_seconds()} seconds",
                "dossiers": self.dossiers,
                "statuses": [status for status, _event, _state in STEPS],
                "events": [event for _status, event, _state in STEPS],
                "states": [state for _status, _event, state in STEPS],
                "template": self.template,
            })  # fmt: skip
            return cursor.rowcount


def backlog(*, dossiers: int, began: datetime, gap: timedelta) -> Backlog:
    """A backlog of so many of the database's dossiers; nothing is written yet."""
    template = OutboxMessage.objects.filter(kind=OutboxMessage.Kind.STATE).latest("pk")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_sync_dossier")
        cursor.execute(_NUMBERED, [dossiers])
        cursor.execute("CREATE UNIQUE INDEX ON bench_sync_dossier (n)")
        cursor.execute("SELECT count(*) FROM bench_sync_dossier")
        (found,) = cursor.fetchone()
    return Backlog(dossiers=found, began=began, gap=gap, template=template.pk)
