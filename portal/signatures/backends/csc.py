"""Keys with a remote signing service (API of the Cloud Signature Consortium, v1.0.4)."""

import base64
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import aiohttp
from asn1crypto import x509
from django.conf import settings
from pyhanko.sign import Signer
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.csc_signer import (
    CSCAuthorizationInfo,
    CSCAuthorizationManager,
    CSCCredentialInfo,
    CSCServiceSessionInfo,
    CSCSigner,
    base64_digest,
    fetch_certs_in_csc_credential,
)

from portal.signatures.errors import (
    KeyExpired,
    KeyRevoked,
    RemoteSilent,
    SigningFailed,
    TokenLocked,
    TokenMissing,
    WrongPin,
)
from portal.signatures.models import SigningKey
from portal.signatures.signing.waiting import wait_for

# Roughly a 4096-bit RSA signature.
_RAW_SIZE = 512
_TROUBLE = (
    aiohttp.ClientError,
    TimeoutError,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    SigningError,
)


class RemoteKeys:
    """Backend: locator {"url", "credential"}. The service holds the key and counts wrong PINs."""

    @contextmanager
    def opened(self, key: SigningKey, pin: str) -> Iterator[Signer]:
        """See port.Backend; the PIN is tried when the first file is signed."""
        service = _service(key.locator)
        info = _credential(service)
        if failure := _standing(info.response_data):
            raise failure
        yield RemoteSigner(_ByPin(service, info, pin))

    def certificate(self, locator: Mapping[str, Any], pin: str) -> x509.Certificate:
        """See port.Backend; the service shows certificates without a PIN."""
        return _credential(_service(locator)).signing_cert


class _ByPin(CSCAuthorizationManager):
    """Asks the service for leave to sign exactly these hashes."""

    def __init__(self, service: CSCServiceSessionInfo, info: CSCCredentialInfo, pin: str) -> None:
        super().__init__(service, info)
        self._pin = pin

    async def authorize_signature(self, hash_b64s: list[str]) -> CSCAuthorizationInfo:
        asked = self.format_csc_auth_request(pin=self._pin, hash_b64s=hash_b64s)
        answer = await _post(self.csc_session_info, "credentials/authorize", asked)
        return self.parse_csc_auth_response(answer)


class RemoteSigner(CSCSigner):
    """Sends one hash at a time, over a connection of its own, and tells failures apart."""

    def __init__(self, authorization: _ByPin) -> None:
        super().__init__(session=None, auth_manager=authorization)  # type: ignore[arg-type]

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """The raw signature. Raises SigningFailed."""
        if dry_run:
            return bytes(_RAW_SIZE)
        digest = base64_digest(data, digest_algorithm)
        try:
            asked = await self.format_csc_signing_req([digest], digest_algorithm)
            answer = await _post(self.auth_manager.csc_session_info, "signatures/signHash", asked)
            return base64.b64decode(answer["signatures"][0])
        except _TROUBLE:
            raise RemoteSilent from None


def _service(locator: Mapping[str, Any]) -> CSCServiceSessionInfo:
    return CSCServiceSessionInfo(
        service_url=str(locator["url"]).rstrip("/"),
        credential_id=str(locator["credential"]),
        oauth_token=settings.SIGNATURE_REMOTE_TOKEN or None,
    )


def _credential(service: CSCServiceSessionInfo) -> CSCCredentialInfo:
    async def ask() -> CSCCredentialInfo:
        async with aiohttp.ClientSession() as session:
            return await fetch_certs_in_csc_credential(
                session, service, timeout=settings.SIGNATURE_TIMEOUT_SECONDS
            )

    try:
        return wait_for(ask())
    except SigningError as error:
        cause = error.__cause__
        if isinstance(cause, aiohttp.ClientResponseError) and cause.status == 400:
            raise TokenMissing from None  # the service knows no such credential
        raise RemoteSilent from None
    except _TROUBLE:
        raise RemoteSilent from None


def _standing(credential: dict[str, Any]) -> SigningFailed | None:
    """What the service says about key and certificate before anything is signed."""
    certificate = str(credential.get("cert", {}).get("status", "valid"))
    if certificate == "expired":
        return KeyExpired()
    if certificate in ("revoked", "suspended"):
        return KeyRevoked()
    if str(credential.get("key", {}).get("status", "enabled")) == "disabled":
        return TokenLocked()
    return None


async def _post(
    service: CSCServiceSessionInfo, method: str, asked: dict[str, Any]
) -> dict[str, Any]:
    timeout = aiohttp.ClientTimeout(total=settings.SIGNATURE_TIMEOUT_SECONDS)
    async with (
        aiohttp.ClientSession(timeout=timeout) as session,
        session.post(
            service.endpoint_url(method), headers=service.auth_headers, json=asked
        ) as answer,
    ):
        if answer.status == 400:
            raise _refusal(await answer.json())
        answer.raise_for_status()
        content = await answer.json()
    if not isinstance(content, dict):
        raise RemoteSilent
    return content


def _refusal(answer: dict[str, Any]) -> SigningFailed:
    """The service's error in our words (CSC API 11.6: what services write differs in detail)."""
    error = str(answer.get("error", ""))
    description = str(answer.get("error_description", "")).lower()
    if "locked" in description or error == "pin_locked":
        return TokenLocked()
    if error == "invalid_pin" or "pin" in description:
        return WrongPin()
    return RemoteSilent()
