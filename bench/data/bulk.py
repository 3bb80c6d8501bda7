"""Many dossiers quickly: copies of one that the portal's actions made, spread over a province.

One in five is handled by the department that is measured, half of all arrive at the one-stop
counter that is measured, so that only an index finds the few that a worklist shows.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import ProgrammingError, connection, models, transaction

from bench.data.copying import copy_rows
from bench.data.world import World
from dossiers.models import Attachment, Document, Dossier, HistoryEntry
from dossiers.states import State
from payments.models import Obligation
from portal.accounts.models import Citizen
from portal.agencies.models import Agency
from services.models import Revision

NEW_KEY = "gen_random_uuid()"
DOSSIERS_PER_CITIZEN = 3
BEFORE_RECEIPT = ("file", "require_payment", "payment_settled")
# Dossiers that wait for the clerk are numbered from here on.
WAITING_FROM = 5_000_000

# `place`, `state` and `day` are numbers that look random but are the same in every run.
_SPREAD = """
    dossiers_dossier t
    CROSS JOIN LATERAL (
        SELECT g,
            (hashint8extended(g, 1) & 1048575) %% 100 AS place,
            (hashint8extended(g, 2) & 1048575) %% 100 AS state,
            (hashint8extended(g, 3) & 1048575) %% 1000 AS day
        FROM generate_series(%(first)s::bigint, %(last)s::bigint) g
    ) s
    CROSS JOIN LATERAL (
        SELECT CASE
                WHEN s.state < 76 THEN 'returned' WHEN s.state < 80 THEN 'halted'
                WHEN s.state < 82 THEN 'refused' WHEN s.state < 86 THEN 'submitted'
                WHEN s.state < 88 THEN 'payment_required'
                WHEN s.state < 90 THEN 'supplement_required'
                WHEN s.state < 93 THEN 'received' WHEN s.state < 98 THEN 'processing'
                ELSE 'completed' END AS state,
            now() - CASE WHEN s.state < 80 THEN s.day * interval '16 hours'
                ELSE s.day * interval '25 minutes' END AS filed_at,
            s.place < 20 AS is_ours,
            s.place < 50 AS is_province
    ) x
    CROSS JOIN LATERAL (
        SELECT x.state IN ('received', 'processing') AS is_open,
            x.state IN ('returned', 'halted', 'completed') AS is_done
    ) y
    JOIN agencies_agency a ON a.id = CASE
        WHEN x.is_ours THEN t.handling_agency_id
        WHEN x.is_province THEN (%(departments)s::bigint[])[1 + s.day %% %(department_count)s]
        ELSE (%(local)s::bigint[])[1 + s.day %% %(local_count)s] END
    WHERE t.id = %(template)s
"""
_REVISION = "1 + s.day %% %(revision_count)s"
_OWN = {
    "key": NEW_KEY,
    "code": "a.code || to_char(x.filed_at, '-YYMMDD-') || lpad(s.g::text, 7, '0')",
    "state": "x.state",
    "owner_id": """CASE WHEN x.is_ours AND y.is_open AND s.day %% 3 = 0
        THEN (%(named)s::bigint[])[1 + s.day %% %(named_count)s]
        ELSE %(citizen)s + s.g / %(per_citizen)s END""",
    "handling_agency_id": "a.id",
    "receiving_agency_id": "CASE WHEN x.is_province THEN t.receiving_agency_id ELSE a.id END",
    "revision_id": f"CASE WHEN x.is_ours THEN t.revision_id"
    f" ELSE (%(revisions)s::bigint[])[{_REVISION}] END",
    "procedure_id": f"CASE WHEN x.is_ours THEN t.procedure_id"
    f" ELSE (%(procedures)s::bigint[])[{_REVISION}] END",
    "filed_at": "x.filed_at",
    "created_at": "x.filed_at - interval '1 hour'",
    "saved_at": "x.filed_at + interval '1 day'",
    "received_at": "CASE WHEN y.is_open OR y.is_done THEN x.filed_at + interval '4 hours' END",
    "due_at": "CASE WHEN y.is_open OR x.state = 'submitted'"
    " THEN x.filed_at + interval '12 days' END",
    "completed_at": "CASE WHEN y.is_done THEN x.filed_at + interval '9 days' END",
    "returned_at": "CASE WHEN x.state = 'returned' THEN x.filed_at + interval '10 days' END",
    "holder_id": "CASE WHEN x.state = 'processing' THEN t.holder_id END",
    "awaiting_decision": "x.state = 'processing' AND s.day %% 4 = 0",
    "paid_at": "CASE WHEN x.state <> 'payment_required' THEN x.filed_at END",
    "held_since": "x.filed_at",
}


def add_dossiers(world: World, *, first: int, last: int) -> None:
    """Filed dossiers number `first` to `last` in all states, with all that hangs on them."""
    departments = _agencies(world, Agency.Level.PROVINCE)
    local = _agencies(world, Agency.Level.DISTRICT, Agency.Level.COMMUNE)
    revisions = list(Revision.objects.filter(state="published", level__gte=3))
    parameters = {
        "first": first, "last": last, "template": world.handled.pk,
        "departments": departments, "department_count": len(departments),
        "local": local, "local_count": len(local),
        "revisions": [revision.pk for revision in revisions],
        "procedures": [revision.procedure_id for revision in revisions],
        "revision_count": len(revisions),
        "named": list(world.citizens), "named_count": len(world.citizens),
        "per_citizen": DOSSIERS_PER_CITIZEN,
    }  # fmt: skip
    with quickly():
        before = _newest(Dossier)
        parameters["citizen"] = _add_citizens(first, last) - first // DOSSIERS_PER_CITIZEN
        copy_rows(Dossier, _SPREAD, _OWN, parameters)
        _add_children(world.handled.pk, before, with_documents=True)
    tidy()


def add_waiting(world: World, count: int) -> list[str]:
    """Dossiers that have been paid for and wait for the clerk; returns their codes."""
    source = "dossiers_dossier t, generate_series(1, %(count)s) g WHERE t.id = %(template)s"
    own = {
        "key": NEW_KEY,
        "code": f"'{world.handling.code}-260101-' || ({WAITING_FROM} + g)",
        "state": f"'{State.SUBMITTED.value}'",
        "received_at": "NULL",
        "holder_id": "NULL",
        "due_at": "now() + interval '7 hours'",
    }
    with quickly():
        before = _newest(Dossier)
        copy_rows(Dossier, source, own, {"count": count, "template": world.handled.pk})
        _add_children(world.handled.pk, before, with_documents=False)
    codes = Dossier.objects.filter(pk__gt=before).order_by("pk").values_list("code", flat=True)
    return [str(code) for code in codes]


def add_drafts(world: World, count: int) -> list[tuple[int, str]]:
    """Copies of each citizen's complete draft; returns (citizen's id, key) in mixed order."""
    source = "dossiers_dossier t, generate_series(1, %(each)s) g WHERE t.state = 'draft'"
    each = count // len(world.citizens) + 1
    with quickly():
        before = _newest(Dossier)
        copy_rows(Dossier, source, {"key": NEW_KEY}, {"each": each})
        copy_rows(
            Attachment,
            """dossiers_attachment t JOIN dossiers_dossier o ON o.id = t.dossier_id
            JOIN dossiers_dossier d ON d.owner_id = o.owner_id AND d.state = 'draft'
            WHERE o.state = 'draft' AND o.id <= %(before)s AND d.id > %(before)s""",
            {"key": NEW_KEY, "dossier_id": "d.id"},
            {"before": before},
        )
    drafts = Dossier.objects.filter(pk__gt=before).order_by("key").values_list("owner_id", "key")
    return [(owner, str(key)) for owner, key in drafts]


def _add_children(template: int, before: int, *, with_documents: bool) -> None:
    """History, files, documents and the settled fee of the dossiers after `before`."""
    source = "{table} t, dossiers_dossier d WHERE t.dossier_id = %(template)s AND d.id > %(before)s"
    parameters: dict[str, object] = {"template": template, "before": before}
    own = {"dossier_id": "d.id"}
    history = source + ("" if with_documents else " AND t.event = ANY(%(events)s)")
    copy_rows(
        HistoryEntry,
        history.format(table="dossiers_historyentry") + " ORDER BY d.id, t.id",
        own,
        {**parameters, "events": list(BEFORE_RECEIPT)},
    )
    own["key"] = NEW_KEY
    copy_rows(Attachment, source.format(table="dossiers_attachment"), own, parameters)
    if with_documents:
        copy_rows(Document, source.format(table="dossiers_document"), own, parameters)
    copy_rows(
        Obligation,
        "payments_obligation t, dossiers_dossier d"
        " WHERE t.subject = 'dossier:' || %(template)s AND d.id > %(before)s",
        {"key": NEW_KEY, "subject": "'dossier:' || d.id", "payer_id": "d.owner_id"},
        parameters,
    )


def _add_citizens(first: int, last: int) -> int:
    """Citizens without accounts for these dossiers; returns the id of the first."""
    before = _newest(Citizen)
    source = (
        "accounts_citizen t, generate_series(%(first)s::bigint, %(last)s::bigint) g"
        " WHERE t.id = (SELECT min(id) FROM accounts_citizen) ORDER BY g"
    )
    own = {
        "user_id": "NULL",
        "identity_number": "'9' || lpad(g::text, 11, '0')",
        "full_name": "'Nguyễn Văn ' || g",
    }
    numbers = {
        "first": first // DOSSIERS_PER_CITIZEN,
        "last": last // DOSSIERS_PER_CITIZEN,
    }
    with connection.cursor() as cursor:
        # Ids without gaps, so that a dossier's number tells its owner.
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('accounts_citizen', 'id'), %s)", [before]
        )
    copy_rows(Citizen, source, own, numbers)
    return before + 1


def _agencies(world: World, *levels: str) -> list[int]:
    found = Agency.objects.filter(level__in=levels).exclude(pk=world.receiving.pk)
    return list(found.order_by("pk").values_list("pk", flat=True))


def _newest(model: type[models.Model]) -> int:
    return model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0


@contextmanager
def quickly() -> Iterator[None]:
    """A transaction without foreign-key checks where the database's user may do that."""
    with transaction.atomic():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL session_replication_role = replica")
        except ProgrammingError:
            pass  # Slower, not wrong.
        yield


def tidy() -> None:
    """What autovacuum would have done by and by."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("CHECKPOINT")
