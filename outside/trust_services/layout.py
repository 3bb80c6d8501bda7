"""How the authority is built, in certomancer's words: root → issuing CA → holders, beside it the
clock (TSA), the OCSP responder, and a second root that nobody has reason to trust."""

from collections.abc import Iterable
from typing import Any

from outside.trust_services.register import OUR_CA, STRANGER, Certified

ARCHITECTURE = "demo"
OWN_KEYS = ("root", OUR_CA, "ocsp", "tsa", STRANGER)
# Long before the demo, so that certificates that have expired can be issued too.
_OWN_VALIDITY = {"valid-from": "2015-01-01T00:00:00+0000", "valid-to": "2045-01-01T00:00:00+0000"}
_ORGANISATION = "Một Cửa (dùng thử)"
_NAMES = {
    "root": "Một Cửa Demo Root CA",
    OUR_CA: "Một Cửa Demo Issuing CA",
    "ocsp": "Một Cửa Demo OCSP",
    "tsa": "Một Cửa Demo TSA",
    STRANGER: "Unknown Root CA",
}


def layout(holders: Iterable[Certified]) -> dict[str, Any]:
    """The configuration for CertomancerConfig; the keys lie beside each other as `<label>.pem`."""
    holders = list(holders)
    labels = [*OWN_KEYS, *(holder.label for holder in holders)]
    architecture = {
        "keyset": "keys",
        "entity-defaults": {"country-name": "VN"},
        "entities": _entities(holders),
        "certs": {**_own_certificates(), **{each.label: _holder(each) for each in holders}},
        "services": _SERVICES,
    }
    return {
        "keysets": {"keys": {"keys": {label: {"path": f"{label}.pem"} for label in labels}}},
        "pki-architectures": {ARCHITECTURE: architecture},
    }


_SERVICES = {
    "ocsp": {OUR_CA: {"for-issuer": OUR_CA, "responder-cert": "ocsp", "signing-key": "ocsp"}},
    "crl-repo": {
        "root": {
            "for-issuer": "root",
            "signing-key": "root",
            "simulated-update-schedule": "P30D",
        },
        OUR_CA: {
            "for-issuer": OUR_CA,
            "signing-key": OUR_CA,
            "simulated-update-schedule": "P1D",
        },
    },
    "time-stamping": {"tsa": {"signing-cert": "tsa", "signing-key": "tsa"}},
}


def _entities(holders: list[Certified]) -> dict[str, dict[str, str]]:
    own = {
        label: {"organization-name": _ORGANISATION, "common-name": name}
        for label, name in _NAMES.items()
    }
    return own | {each.label: _name(each) for each in holders}


def _name(holder: Certified) -> dict[str, str]:
    organisation = {"organization-name": holder.organisation} if holder.organisation else {}
    return {**organisation, "common-name": holder.common_name}


def _own_certificates() -> dict[str, Any]:
    authority = _usage("digital_signature", "key_cert_sign", "crl_sign")
    watched = {
        "id": "crl_distribution_points",
        "smart-value": {"schema": "crl-dist-url", "params": {"crl-repo-names": ["root"]}},
    }
    signs = _usage("digital_signature")
    return {
        "root": _own("root", 1, [_ca(), authority]),
        STRANGER: _own(STRANGER, 2, [_ca(), authority]),
        OUR_CA: _own("root", 3, [_ca(0), authority, watched]),
        "tsa": _own("root", 4, [signs, _purpose("time_stamping"), watched]),
        "ocsp": _own(OUR_CA, 5, [signs, _purpose("ocsp_signing"), {"id": "ocsp_no_check"}]),
    }


def _own(issuer: str, serial: int, extensions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "issuer": issuer,
        "serial": serial,
        "validity": _OWN_VALIDITY,
        "extensions": extensions,
    }


def _holder(holder: Certified) -> dict[str, Any]:
    asks = {
        "id": "authority_information_access",
        "smart-value": {"schema": "aia-urls", "params": {"ocsp-responder-names": [OUR_CA]}},
    }
    certificate: dict[str, Any] = {
        "issuer": holder.issuer,
        "serial": holder.serial,
        "validity": {"valid-from": holder.valid_from, "valid-to": holder.valid_to},
        "extensions": [
            _usage("digital_signature", "non_repudiation"),
            # poppler's pdfsig trusts no certificate without a purpose and a CRL.
            _purpose("email_protection", critical=False),
            *([asks, _listed()] if holder.issuer == OUR_CA else []),
        ],
    }
    if holder.revoked_at:
        certificate["revocation"] = {
            "revoked-since": holder.revoked_at,
            "reason": "key_compromise",
        }
    return certificate


def _ca(below: int | None = None) -> dict[str, Any]:
    limit = {} if below is None else {"path-len-constraint": below}
    return {"id": "basic_constraints", "critical": True, "value": {"ca": True, **limit}}


def _usage(*uses: str) -> dict[str, Any]:
    return {
        "id": "key_usage",
        "critical": True,
        "smart-value": {"schema": "key-usage", "params": list(uses)},
    }


def _purpose(purpose: str, critical: bool = True) -> dict[str, Any]:
    return {"id": "extended_key_usage", "critical": critical, "value": [purpose]}


def _listed() -> dict[str, Any]:
    return {
        "id": "crl_distribution_points",
        "smart-value": {"schema": "crl-dist-url", "params": {"crl-repo-names": [OUR_CA]}},
    }
