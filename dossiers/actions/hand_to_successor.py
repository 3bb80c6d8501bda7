"""The open dossiers of an agency that is being closed go to its successor."""

from django.db import connection

from dossiers.states import OPEN, State
from portal.accounts.actor import Actor
from portal.agencies.models import Agency
from portal.shared import clock

EVENT = "hand_to_successor"

# Locked in the order of their keys: two closings that share a dossier wait for each other instead
# of each holding what the other one needs. The version grows, so that every page that was made
# before says that the dossier has moved on.
_MOVE = """
WITH mine AS (
    SELECT id FROM dossiers_dossier
    WHERE (receiving_agency_id = %(old)s OR handling_agency_id = %(old)s)
        AND state = ANY(%(states)s)
    ORDER BY id FOR UPDATE
), moved AS (
    UPDATE dossiers_dossier SET
        receiving_agency_id = CASE WHEN receiving_agency_id = %(old)s THEN %(new)s
            ELSE receiving_agency_id END,
        handling_agency_id = CASE WHEN handling_agency_id = %(old)s THEN %(new)s
            ELSE handling_agency_id END,
        version = version + 1
    WHERE id IN (SELECT id FROM mine)
    RETURNING id, state
), told AS (
    INSERT INTO dossiers_historyentry
        (dossier_id, at, event, from_state, to_state, actor_id, actor_name, role, agency_id, reason)
    SELECT id, %(at)s, %(event)s, state, state, %(actor)s, %(name)s, %(role)s, %(agency)s,
        %(reason)s
    FROM moved WHERE state <> %(draft)s ORDER BY id
    RETURNING 1
)
SELECT count(*) FROM moved
"""

_OPEN_LEFT = """
SELECT EXISTS (
    SELECT 1 FROM dossiers_dossier WHERE state = ANY(%(states)s)
        AND (receiving_agency_id = %(old)s OR handling_agency_id = %(old)s)
)
"""

_STATES = [State.DRAFT.value, *(state.value for state in OPEN)]


def hand_to_successor(*, actor: Actor, closed: Agency, heir: Agency, reason: str) -> int:
    """Move every dossier that is not at its end, drafts included; how many. Part of the
    transaction that closes the agency.

    States, clocks and holders stay: each filed one gets a row of history that says why. What is at
    its end stays where it ended, and the heir's staff may read it (dossiers.queries). Nothing is
    told to the national portal: no state has changed, and the next change carries the new agency.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _MOVE,
            {
                "old": closed.pk,
                "new": heir.pk,
                "states": _STATES,
                "at": clock.now(),
                "event": EVENT,
                "actor": actor.user_id,
                "name": actor.name,
                "role": str(actor.role),
                "agency": actor.agency_id,
                "reason": reason,
                "draft": State.DRAFT.value,
            },
        )
        (count,) = cursor.fetchone()
    return int(count)


def has_open_dossiers(agency: Agency) -> bool:
    """Whether anything filed or being filled in there is not at its end."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN_LEFT, {"old": agency.pk, "states": _STATES})
        (found,) = cursor.fetchone()
    return bool(found)
