"""The action log: who did what, append-only and hash-chained."""

from portal.shared.action_log.models import ActionLogEntry

__all__ = ["ActionLogEntry"]
