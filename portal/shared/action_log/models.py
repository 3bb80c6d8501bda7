"""One row per action. A trigger gives it its position and its hash under an advisory lock.

The lock makes the chain total: it is held from the insert to the commit, so an action writes its
entry as its last statement. `verify_log` walks the chain (see verify).
"""

import pgtrigger
from django.db import models

# Any fixed number: the key of the advisory lock that orders the chain.
CHAIN_LOCK = 4747

# What the hash covers, of `row`. A JSON array, so that no value can pretend to be two.
HASHED = """encode(sha256(convert_to(jsonb_build_array(
        {row}.previous_hash, {row}.position, extract(epoch FROM {row}.at)::text, {row}.actor_id,
        {row}.actor_name, {row}.role, {row}.agency_code, {row}.action, {row}.subject, {row}.detail
    )::text, 'UTF8')), 'hex')"""

LINK = f"""
    PERFORM pg_advisory_xact_lock({CHAIN_LOCK});
    SELECT position, hash INTO NEW.position, NEW.previous_hash
        FROM shared_actionlogentry ORDER BY position DESC LIMIT 1;
    NEW.position := COALESCE(NEW.position, 0) + 1;
    NEW.previous_hash := COALESCE(NEW.previous_hash, '');
    NEW.hash := {HASHED.format(row="NEW")};
    RETURN NEW;
"""  # noqa: S608 - built of constants of this file


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
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="never_emptied",
                operation=pgtrigger.Truncate,
                when=pgtrigger.Before,
                level=pgtrigger.Statement,
                func="RAISE EXCEPTION 'Cannot truncate the action log';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.action} {self.subject}"
