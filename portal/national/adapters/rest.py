"""The clean REST form: JSON, problem details (RFC 9457), idempotency keys, proof of the sender."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.national.adapters.credentials import AccessToken, Credentials, SignedRequests
from portal.national.adapters.exchange import Exchange
from portal.national.adapters.port import (
    Answer,
    DaySummary,
    Outgoing,
    OutgoingProcedure,
    TheirDossier,
    TheirProcedure,
)
from portal.national.adapters.rest_answers import answers
from portal.national.adapters.rest_lists import RestLists
from portal.national.adapters.rest_transport import RestTransport
from portal.national.mapping.correctable import corrected
from portal.national.mapping.dossier_record import dossier_record
from portal.national.mapping.procedure_record import procedure_record
from portal.national.mapping.progress_record import progress_record

OAUTH2_NEEDS = (
    "NATIONAL_PORTAL_TOKEN_URL",
    "NATIONAL_PORTAL_CLIENT_ID",
    "NATIONAL_PORTAL_CLIENT_SECRET",
)


class RestPortal:
    """The port in the REST form. Without other credentials its requests are signed."""

    offers_catalogue = True

    def __init__(
        self,
        *,
        url: str,
        sender: str,
        secret: str = "",
        credentials: Credentials | None = None,
        exchange: Exchange | None = None,
    ) -> None:
        self._transport = RestTransport(
            url=url,
            sender=sender,
            credentials=credentials or SignedRequests(secret),
            exchange=exchange or Exchange(),
        )
        self._lists = RestLists(self._transport, province=sender)

    def send(self, batch: Sequence[Outgoing]) -> list[Answer]:
        """One request for the whole batch. Raises EndpointError."""
        wire = [_message(outgoing) for outgoing in batch]
        return self._send("messages", wire, [outgoing.key for outgoing in batch])

    def send_procedures(self, batch: Sequence[OutgoingProcedure]) -> list[Answer]:
        """One request for the whole batch. Raises EndpointError."""
        wire = [_procedure(outgoing) for outgoing in batch]
        return self._send("procedures", wire, [outgoing.key for outgoing in batch])

    def days(self, *, since: date | None) -> Iterator[DaySummary]:
        """See the port."""
        return self._lists.days(since)

    def dossiers_of(self, day: date) -> Iterator[TheirDossier]:
        """See the port."""
        return self._lists.dossiers_of(day)

    def keys_of(self, code: str) -> list[str] | None:
        """See the port."""
        return self._lists.keys_of(code)

    def procedures(self) -> Iterator[TheirProcedure]:
        """See the port."""
        return self._lists.procedures()

    def _send(
        self, what: str, wire: Sequence[Mapping[str, object]], keys: Sequence[UUID]
    ) -> list[Answer]:
        said = self._transport.post(
            f"/api/v1/{what}", {"sentAt": timezone.now().isoformat(), what: wire}
        )
        return answers(said, keys)


def rest_portal() -> RestPortal:
    """The adapter as the settings say. Raises ImproperlyConfigured."""
    exchange = Exchange(ca=settings.NATIONAL_PORTAL_CA)
    return RestPortal(
        url=settings.NATIONAL_PORTAL_URL,
        sender=settings.PROVINCE_CODE,
        credentials=_credentials(exchange),
        exchange=exchange,
    )


def _credentials(exchange: Exchange) -> Credentials:
    if settings.NATIONAL_PORTAL_AUTH == "hmac":
        return SignedRequests(settings.NATIONAL_PORTAL_SECRET)
    if settings.NATIONAL_PORTAL_AUTH != "oauth2":
        raise ImproperlyConfigured(
            _("NATIONAL_PORTAL_AUTH chỉ nhận: hmac, oauth2 (đang là “%(auth)s”).")
            % {"auth": settings.NATIONAL_PORTAL_AUTH}
        )
    for name in OAUTH2_NEEDS:
        if not getattr(settings, name):
            raise ImproperlyConfigured(
                _("Chưa khai báo biến %(name)s để kết nối cổng quốc gia bằng OAuth2.")
                % {"name": name}
            )
    return AccessToken(
        token_url=settings.NATIONAL_PORTAL_TOKEN_URL,
        client_id=settings.NATIONAL_PORTAL_CLIENT_ID,
        client_secret=settings.NATIONAL_PORTAL_CLIENT_SECRET,
        exchange=exchange,
    )


def _message(outgoing: Outgoing) -> dict[str, object]:
    return {
        "idempotencyKey": str(outgoing.key),
        "event": outgoing.change.event,
        "dossier": corrected(dossier_record(outgoing.change), outgoing.corrections),
        "progress": corrected(progress_record(outgoing.change), outgoing.corrections),
    }


def _procedure(outgoing: OutgoingProcedure) -> dict[str, object]:
    return {
        "idempotencyKey": str(outgoing.key),
        "procedure": corrected(procedure_record(outgoing.entry), outgoing.corrections),
    }
