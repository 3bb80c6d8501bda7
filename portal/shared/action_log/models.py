"""One row per action. A trigger gives it its position and its hash under an advisory lock.

The lock makes the chain total: it is held from the insert to the commit, so an action writes its
entry as its last statement. `verify_log` walks the chain.
"""

import pgtrigger
from django.db import models

# Any fixed number: the key of the advisory lock that orders the chain.
CHAIN_LOCK = 4747

LINK = f"""
    PERFORM pg_advisory_xact_lock({CHAIN_LOCK});
    SELECT position, hash INTO NEW.position, NEW.previous_hash
        FROM shared_actionlogentry ORDER BY position DESC LIMIT 1;
    NEW.position := COALESCE(NEW.position, 0) + 1;
    NEW.previous_hash := COALESCE(NEW.previous_hash, '');
    NEW.hash := encode(sha256(convert_to(concat_ws(E'\\x1f', NEW.previous_hash, NEW.position,
        extract(epoch FROM NEW.at)::text, NEW.actor_id, NEW.actor_name, NEW.role, NEW.agency_code,
        NEW.action, NEW.subject, NEW.detail::text), 'UTF8')), 'hex');
    RETURN NEW;
"""


class ActionLogEntry(models.Model):
    """Who did what to what, when. Names are copied: history keeps the words of its day."""

    position = models.BigIntegerField(unique=True, editable=False)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    role = models.CharField(max_length=30)
    agency_code = models.CharField(max_length=35, blank=True)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, editable=False)
    hash = models.CharField(max_length=64, editable=False)

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name="link",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=LINK,
            ),
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.action} {self.subject}"
