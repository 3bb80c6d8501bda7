"""A key is noted for its holder: where it is, and what its certificate says."""

from collections.abc import Mapping
from typing import Any

from asn1crypto import pem, x509
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.encryption import encrypt
from portal.accounts.models import User
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import Refusal
from portal.signatures.backends.registry import BACKENDS
from portal.signatures.errors import KeyExpired
from portal.signatures.models import SigningKey


class HasKey(Refusal):
    """The holder signs with another key already."""


def add_signing_key(
    *,
    actor: Actor,
    holder: User | Agency,
    backend: str,
    locator: Mapping[str, Any],
    pin: str = "",
    keep_pin: bool = False,
    replace: bool = False,
) -> SigningKey:
    """The key's row: personal for a person, a seal for an agency.

    `keep_pin`: the portal puts this seal on by itself, with the PIN kept encrypted. `replace`: the
    holder's present key is no longer used. Raises HasKey, KeyExpired, and what the backend raises.
    """
    certificate = BACKENDS[backend].certificate(locator, pin)
    if certificate.not_valid_after <= clock.now():
        raise KeyExpired
    kept = {"pin_encrypted": encrypt(pin)} if keep_pin else {}
    with transaction.atomic():
        _make_room(holder, replace)
        key = SigningKey.objects.create(
            **_holder(holder),
            backend=backend,
            locator={**locator, **kept},
            **_facts(certificate),
            created_at=clock.now(),
        )
        record(
            actor=actor,
            action="add_signing_key",
            subject=f"signing_key:{key.key}",
            backend=backend,
            serial=key.serial,
        )
    return key


def _make_room(holder: User | Agency, replace: bool) -> None:
    """The holder's row is locked, so that two keys added at once wait for each other."""
    type(holder).objects.select_for_update().get(pk=holder.pk)
    present = holder.signing_keys.filter(is_active=True)
    if replace:
        present.update(is_active=False)
    elif present.exists():
        raise HasKey(_("Đã có khóa ký đang dùng. Hãy ngừng dùng khóa đó trước."))


def _holder(holder: User | Agency) -> dict[str, Any]:
    if isinstance(holder, User):
        return {"kind": SigningKey.Kind.PERSONAL, "user": holder}
    return {"kind": SigningKey.Kind.SEAL, "agency": holder}


def _facts(certificate: x509.Certificate) -> dict[str, Any]:
    """What lists and warnings need of the certificate."""
    return {
        "certificate": pem.armor("CERTIFICATE", certificate.dump()).decode(),
        "subject": _name(certificate.subject),
        "issuer": _name(certificate.issuer),
        "serial": f"{certificate.serial_number:x}"[:64],
        "not_before": certificate.not_valid_before,
        "not_after": certificate.not_valid_after,
    }


def _name(name: x509.Name) -> str:
    """Name and organisation, without the words of X.509 that people do not know."""
    parts = (name.native.get("common_name"), name.native.get("organization_name"))
    told = ", ".join(str(part) for part in parts if part)
    return (told or str(name.human_friendly))[:300]
