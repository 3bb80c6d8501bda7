"""The tables of the shared kernel."""

from portal.shared.action_log.models import ActionLogEntry
from portal.shared.rate_limit.models import RateCount

__all__ = ["ActionLogEntry", "RateCount"]
