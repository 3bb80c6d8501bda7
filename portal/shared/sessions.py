"""Sessions in the database, as Django keeps them; read with a prepared query on each request."""

from datetime import UTC, datetime

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from portal.shared.prepared_models import PreparedModels

_living = PreparedModels(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now),
    "the key",
    datetime(1, 1, 2, tzinfo=UTC),
)


class SessionStore(DatabaseStore):
    """Whether a session has ended is nothing that the case's pinned clock may change."""

    def _get_session_from_db(self) -> Session | None:
        found = _living(self.session_key, timezone.now())
        if found:
            return found[0]
        self._session_key = None
        return None
