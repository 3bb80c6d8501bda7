"""The authorities between a signer and the root. Who checks a file has the root alone, and tokens
often hold nothing but the signer's own certificate: what lies between is put into the signature."""

from collections.abc import Iterable

from asn1crypto import x509
from pyhanko.sign import Signer


def authorities_of(
    certificate: x509.Certificate, known: Iterable[x509.Certificate]
) -> list[x509.Certificate]:
    """Those of the `known` certificates that lead upwards from this one, the nearest first.

    By name and key identifier: nothing is trusted here, whoever validates looks at the signatures.
    """
    left, chain = list(known), []
    while above := next((each for each in left if _stands_above(each, certificate)), None):
        left.remove(above)
        chain.append(above)
        certificate = above
    return chain


def leads_to(
    roots: Iterable[x509.Certificate],
    certificate: x509.Certificate,
    between: Iterable[x509.Certificate],
) -> bool:
    """Whether one of the roots stands at the end of the chain, by the same tokens."""
    anchors = list(roots)
    found = {each.dump() for each in authorities_of(certificate, [*between, *anchors])}
    return any(anchor.dump() in found for anchor in anchors)


def bring_along(signer: Signer, authorities: Iterable[x509.Certificate]) -> None:
    """Let the signer's signatures carry these certificates beside its own."""
    own = signer.signing_cert
    for authority in authorities:
        if own is None or authority.issuer_serial != own.issuer_serial:
            signer.cert_registry.register(authority)


def _stands_above(authority: x509.Certificate, certificate: x509.Certificate) -> bool:
    named = certificate.authority_key_identifier
    same_key = named is None or authority.key_identifier in (None, named)
    return bool(authority.ca and same_key and authority.subject == certificate.issuer)
