"""Remote signing after the API of the Cloud Signature Consortium (v1.0.4, and the names of v2).

The PIN authorises (`credentials/authorize`) and gives signature activation data (SAD) for so many
signatures; `signatures/signHash` uses it up. Three wrong PINs lock the credential.
"""

import base64
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from asn1crypto import algos
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import load_der_private_key

from outside.trust_services.authority import Authority
from outside.trust_services.register import Certified

TOKEN = "motcua-demo"  # noqa: S105 - the demo's own, for whoever runs it
TRIES = 3
SAD_SECONDS = 300
MOST_AT_ONCE = 1000
_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
_MECHANISMS = ("sha256_rsa", "sha384_rsa", "sha512_rsa")

Json = dict[str, Any]


class Refused(Exception):
    """The API's answer when it does not do what it is asked."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.error, self.description, self.status = error, description, status


@dataclass
class _Activation:
    credential: str
    left: int
    ends: float
    hashes: frozenset[str]


class RemoteSigning:
    """The service; several threads may use it."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._lock = threading.Lock()
        self._activations: dict[str, _Activation] = {}
        self._methods: dict[str, Callable[[Json], Json]] = {
            "info": self._info,
            "credentials/list": self._list,
            "credentials/info": self._credential_info,
            "credentials/authorize": self._authorize,
            "signatures/signHash": self._sign,
        }

    def call(self, method: str, asked: Json, token: str) -> Json:
        """Answer one call. Raises Refused, and KeyError for a method that there is not."""
        answer = self._methods[method]
        if method != "info" and not secrets.compare_digest(token, TOKEN):
            raise Refused("invalid_token", "The access token is missing or wrong", 401)
        return answer(asked)

    def _info(self, _asked: Json) -> Json:
        return {
            "specs": "1.0.4.0",
            "name": "Ký số từ xa (dùng thử)",
            "logo": "",
            "region": "VN",
            "lang": "vi-VN",
            "description": "Remote signing of the demo",
            "authType": ["oauth2code"],
            "methods": list(self._methods),
        }

    def _list(self, _asked: Json) -> Json:
        mine = [each.label for each in self._authority.register.all() if each.pin]
        return {"credentialIDs": mine}

    def _credential_info(self, asked: Json) -> Json:
        holder = self._credential(asked)
        chain = self._authority.chain(holder.label)
        shown = {"none": [], "single": chain[:1]}.get(asked.get("certificates", "single"), chain)
        return {
            "description": holder.common_name,
            "key": {
                "status": "disabled" if holder.wrong_pins >= TRIES else "enabled",
                "algo": [algos.SignedDigestAlgorithmId(name).dotted for name in _MECHANISMS],
                "len": 2048,
            },
            "cert": {
                "status": "revoked" if holder.revoked_at else "valid",
                "certificates": [base64.b64encode(each.dump()).decode() for each in shown],
                "issuerDN": chain[0].issuer.human_friendly,
                "serialNumber": f"{holder.serial:x}",
                "subjectDN": chain[0].subject.human_friendly,
                "validFrom": f"{chain[0].not_valid_before:%Y%m%d%H%M%SZ}",
                "validTo": f"{chain[0].not_valid_after:%Y%m%d%H%M%SZ}",
            },
            "authMode": "explicit",
            "PIN": {"presence": "true", "format": "N", "label": "PIN"},
            "OTP": {"presence": "false"},
            "SCAL": "1",
            "multisign": MOST_AT_ONCE,
            "lang": "vi-VN",
        }

    def _authorize(self, asked: Json) -> Json:
        holder = self._credential(asked)
        self._check_pin(holder, str(asked.get("PIN", "")))
        count = int(asked.get("numSignatures", 1))
        if not 1 <= count <= MOST_AT_ONCE:
            raise Refused("invalid_request", "Numbers of signatures is too high")
        sad = secrets.token_urlsafe(24)
        pinned = frozenset(asked.get("hash") or asked.get("hashes") or ())
        with self._lock:
            self._activations[sad] = _Activation(
                holder.label, count, time.monotonic() + SAD_SECONDS, pinned
            )
        return {"SAD": sad, "expiresIn": SAD_SECONDS}

    def _check_pin(self, holder: Certified, pin: str) -> None:
        with self._authority.register.changing():
            if holder.wrong_pins >= TRIES:
                raise Refused("invalid_request", "PIN locked")
            if not pin:
                raise Refused("invalid_request", "Missing (or invalid type) parameter PIN")
            if secrets.compare_digest(pin.encode(), holder.pin.encode()):
                holder.wrong_pins = 0
                return
            holder.wrong_pins += 1
            locked = holder.wrong_pins >= TRIES
        if locked:
            raise Refused("invalid_request", "PIN locked")
        raise Refused("invalid_pin", "The PIN is invalid")

    def _sign(self, asked: Json) -> Json:
        holder = self._credential(asked)
        digests = list(asked.get("hash") or asked.get("hashes") or ())
        self._use(str(asked.get("SAD", "")), holder.label, digests)
        key = self._key(holder)
        algorithm = Prehashed(self._algorithm(asked))
        try:
            given = [base64.b64decode(digest, validate=True) for digest in digests]
            signed = [key.sign(digest, PKCS1v15(), algorithm) for digest in given]
        except ValueError as error:
            raise Refused("invalid_request", f"Invalid parameter hash: {error}") from None
        return {"signatures": [base64.b64encode(each).decode() for each in signed]}

    def _use(self, sad: str, credential: str, digests: list[str]) -> None:
        with self._lock:
            activation = self._activations.get(sad)
            if activation is None or activation.credential != credential:
                raise Refused("invalid_request", "Invalid parameter SAD")
            if activation.ends < time.monotonic():
                raise Refused("invalid_request", "SAD expired")
            if not digests or len(digests) > activation.left:
                raise Refused("invalid_request", "Invalid number of hashes for this SAD")
            if activation.hashes and not activation.hashes.issuperset(digests):
                raise Refused("invalid_request", "Hash is not authorized by the SAD")
            activation.left -= len(digests)

    def _algorithm(self, asked: Json) -> hashes.HashAlgorithm:
        named = str(asked.get("hashAlgo") or asked.get("hashAlgorithmOID") or "")
        signing = str(asked.get("signAlgo", ""))
        try:
            if not named and signing in map(_dotted, _MECHANISMS):
                return _HASHES[algos.SignedDigestAlgorithmId(signing).native.split("_")[0]]()
            return _HASHES[algos.DigestAlgorithmId(named).native]()
        except (KeyError, ValueError):
            raise Refused("invalid_request", "Missing parameter hashAlgo") from None

    def _key(self, holder: Certified) -> RSAPrivateKey:
        key = load_der_private_key(self._authority.private_key(holder.label).dump(), None)
        assert isinstance(key, RSAPrivateKey)
        return key

    def _credential(self, asked: Json) -> Certified:
        try:
            holder = self._authority.register.get(str(asked["credentialID"]))
        except KeyError:
            raise Refused("invalid_request", "Invalid parameter credentialID") from None
        if not holder.pin:
            raise Refused("invalid_request", "Invalid parameter credentialID")
        return holder


def _dotted(name: str) -> str:
    return str(algos.SignedDigestAlgorithmId(name).dotted)
