"""The form with a session login (QCVN 120:2019/BTTTT, as live systems speak it)."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from portal.national.adapters.exchange import Exchange
from portal.national.adapters.port import (
    Answer,
    DaySummary,
    NotOfferedError,
    Outgoing,
    OutgoingProcedure,
    TheirDossier,
    TheirProcedure,
)
from portal.national.adapters.session_dossiers import SessionDossiers
from portal.national.adapters.session_lists import SessionLists
from portal.national.adapters.session_transport import SessionTransport


class SessionPortal:
    """The port in this form. It has no keys, takes no catalogue and lists no dossiers."""

    offers_catalogue = False

    def __init__(self, transport: SessionTransport) -> None:
        self._dossiers = SessionDossiers(transport)
        self._lists = SessionLists(transport)

    def send(self, batch: Sequence[Outgoing]) -> list[Answer]:
        """See the port. Raises EndpointError."""
        return self._dossiers.send(batch)

    def send_procedures(self, batch: Sequence[OutgoingProcedure]) -> list[Answer]:
        """Provinces only read the catalogue in this form. Raises NotOfferedError."""
        raise _not_offered()

    def days(self, *, since: date | None) -> Iterator[DaySummary]:
        """Raises NotOfferedError."""
        raise _not_offered()

    def dossiers_of(self, day: date) -> Iterator[TheirDossier]:
        """Raises NotOfferedError."""
        raise _not_offered()

    def keys_of(self, code: str) -> list[str] | None:
        """`<status>@<yyyyMMddHHmmss>` of each step there; see the port."""
        return self._lists.keys_of(code)

    def procedures(self) -> Iterator[TheirProcedure]:
        """See the port."""
        return iter(self._lists.procedures())


def session_portal() -> SessionPortal:
    """The adapter as the settings say."""
    return SessionPortal(
        SessionTransport(
            url=settings.NATIONAL_PORTAL_URL,
            username=settings.NATIONAL_PORTAL_USERNAME,
            password=settings.NATIONAL_PORTAL_PASSWORD,
            unit=settings.NATIONAL_PORTAL_UNIT,
            exchange=Exchange(ca=settings.NATIONAL_PORTAL_CA),
        )
    )


def _not_offered() -> NotOfferedError:
    return NotOfferedError(_("Dạng giao tiếp có phiên của cổng quốc gia không có lời gọi này."))
