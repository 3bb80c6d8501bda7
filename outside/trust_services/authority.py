"""The authority: issues, revokes, and answers as OCSP responder, CRL and clock."""

import os
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import pem, x509
from asn1crypto.keys import PrivateKeyInfo
from certomancer.integrations.animator import Animator, AnimatorArchStore
from certomancer.registry import (
    ArchLabel,
    CertLabel,
    CertomancerConfig,
    KeyLabel,
    PKIArchitecture,
)

from outside.trust_services.key_files import make_key
from outside.trust_services.layout import ARCHITECTURE, OWN_KEYS, layout
from outside.trust_services.register import OUR_CA, Certified, Register

_ARCH = ArchLabel(ARCHITECTURE)


@dataclass(frozen=True)
class Wanted:
    """What somebody wants certified."""

    common_name: str
    organisation: str = ""
    issuer: str = OUR_CA
    valid_from: datetime | None = None
    valid_to: datetime | None = None

    def validity(self) -> tuple[datetime, datetime]:
        """From yesterday, for two years, where nothing else is said."""
        now = datetime.now(UTC)
        begin = self.valid_from or now - timedelta(days=1)
        return begin, self.valid_to or begin + timedelta(days=730)


class Authority:
    """Keys and register in `folder`, made at the first start and kept; several threads may use
    it. `url`: where it can be asked, written into what it issues."""

    def __init__(self, folder: Path, url: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        os.chmod(folder, 0o700)
        self._folder, self._url = folder, url
        self._lock = threading.RLock()
        self.register = Register(folder)
        for label in OWN_KEYS:
            make_key(self._key_file(label))
        self._rebuild()

    def issue(self, wanted: Wanted) -> Certified:
        """A certificate and its key."""
        holder = self.register.add(
            common_name=wanted.common_name,
            organisation=wanted.organisation,
            issuer=wanted.issuer,
            valid=wanted.validity(),
        )
        make_key(self._key_file(holder.label))
        self._rebuild()
        return holder

    def revoke(self, serial: int, at: datetime | None = None) -> None:
        """From now on, or from an earlier moment, for good. Raises KeyError."""
        moment = (at or datetime.now(UTC)).isoformat(timespec="seconds")
        holder = self.register.by_serial(serial)
        with self.register.changing():
            holder.revoked_at = holder.revoked_at or moment
        self._rebuild()

    def pkcs12(self, label: str, passphrase: str) -> bytes:
        """Certificate, key and chain in one protected file."""
        return self._pki.package_pkcs12(CertLabel(label), password=passphrase.encode())

    def certificate(self, label: str) -> x509.Certificate:
        """Of a holder or of the authority itself."""
        with self._lock:
            return self._pki.get_cert(CertLabel(label))

    def certificate_pem(self, label: str) -> bytes:
        """The same for people's tools."""
        return pem.armor("CERTIFICATE", self.certificate(label).dump())

    def chain(self, label: str) -> list[x509.Certificate]:
        """The holder's certificate first, the root last."""
        with self._lock:
            above = list(self._pki.get_chain(CertLabel(label)))
            return [self._pki.get_cert(each) for each in (CertLabel(label), *above)]

    def private_key(self, label: str) -> PrivateKeyInfo:
        """For the remote signing service, which keeps its people's keys."""
        return self._pki.key_set.get_private_key(KeyLabel(label))

    def answers(self) -> Animator:
        """A WSGI application for OCSP, CRL and time stamps, at this second."""
        now = datetime.now(UTC).replace(microsecond=0)
        return Animator(
            AnimatorArchStore({_ARCH: self._pki}),
            at_time=now,
            with_web_ui=False,
            allow_time_override=False,
        )

    def _key_file(self, label: str) -> Path:
        return self._folder / f"{label}.pem"

    def _rebuild(self) -> None:
        """certomancer's architecture does not change: a new one takes the old one's place."""
        with self._lock:
            self._pki: PKIArchitecture = CertomancerConfig(
                layout(self.register.all()),
                key_search_dir=str(self._folder),
                lazy_load_keys=True,
                external_url_prefix=self._url,
            ).get_pki_arch(_ARCH)
