"""Files made to be believed, or to hold up the check."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID as Purpose
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from portal.shared.apart import Apart
from portal.signatures.trust import TrustList
from portal.signatures.validation import check_apart
from portal.signatures.validation.check import check_pdf
from portal.signatures.validation.check_apart import check_pdf_apart
from portal.signatures.validation.verdict import Verdict
from tests.outside.trust_services.signing import pades
from tests.portal.signatures.validation import forging
from tests.trust import TrustServices


@pytest.fixture(scope="session")
def trust(trust_services) -> TrustList:
    return TrustList.from_pem(trust_services.root_pem.decode())


def certified(
    services: TrustServices, *purposes: x509.ObjectIdentifier, bits: int = 2048
) -> SimpleSigner:
    """By the root itself, for these purposes (none: the certificate does not say)."""
    folder = services.trust_dir.parent / "data"
    authority = serialization.load_pem_private_key((folder / "root.pem").read_bytes(), None)
    root = x509.load_pem_x509_certificate(services.root_pem)
    own, now = rsa.generate_private_key(65537, bits), datetime.now(UTC)
    sign = [False] * 7
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, forging.NAME)]))
        .issuer_name(root.subject)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.KeyUsage(True, True, *sign), critical=True)
    )
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=True)
    made = builder.sign(authority, hashes.SHA256())
    return SimpleSigner(
        asn1.Certificate.load(made.public_bytes(serialization.Encoding.DER)),
        keys.PrivateKeyInfo.load(
            own.private_bytes(
                serialization.Encoding.DER,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        ),
        SimpleCertificateStore(),
    )


@pytest.mark.parametrize(
    ("purposes", "verdict"),
    [
        ((), Verdict.VALID),
        ((Purpose.CLIENT_AUTH,), Verdict.VALID),
        ((Purpose.CLIENT_AUTH, Purpose.SERVER_AUTH), Verdict.NOT_FOR_SIGNING),
        ((Purpose.EMAIL_PROTECTION, Purpose.CODE_SIGNING), Verdict.VALID),
        ((Purpose.TIME_STAMPING,), Verdict.NOT_FOR_SIGNING),
        ((Purpose.OCSP_SIGNING,), Verdict.NOT_FOR_SIGNING),
    ],
    ids=["none", "client", "server", "mail", "clock", "ocsp"],
)
def test_the_certificate_of_a_machine_signs_for_nobody(trusting, trust, purposes, verdict):
    signer = certified(trusting, *purposes)
    signed = pades(forging.paper(), signer, trusting, long_term=False)
    assert check_pdf(signed, trust=trust, fetch=False).verdict == verdict


def test_a_certificate_that_names_nobody_to_ask_proves_nothing(trusting, trust):
    signed = pades(forging.paper(), certified(trusting), trusting, long_term=False)
    (fact,) = check_pdf(signed, trust=trust, fetch=True).signatures
    assert (fact.verdict, fact.revocation, fact.level) == (Verdict.VALID, "nowhere", "B-T")


def test_a_short_key_is_weak(trusting, trust):
    signed = pades(forging.paper(), certified(trusting, bits=1024), trusting, long_term=False)
    assert check_pdf(signed, trust=trust, fetch=False).verdict == Verdict.WEAK


@pytest.mark.parametrize("kind", ["/Certs", "/OCSPs", "/CRLs", ""])
def test_proofs_that_cannot_be_read_prove_nothing(trusting, trust, kind):
    """They stand outside of what was signed: anybody may have put them there."""
    writer = IncrementalPdfFileWriter(io.BytesIO(forging.signed(trusting, long_term=False)))
    junk = writer.add_object(generic.StreamObject(stream_data=b"junk"))
    store = generic.DictionaryObject({generic.pdf_name("/Certs"): generic.ArrayObject()})
    store[generic.pdf_name(kind or "/VRI")] = generic.ArrayObject([junk])
    writer.root["/DSS"] = store if kind else generic.NumberObject(3)
    writer.update_root()
    stream = io.BytesIO()
    writer.write(stream)
    (fact,) = check_pdf(stream.getvalue(), trust=trust, fetch=True).signatures
    assert (fact.signer, fact.level) == (forging.NAME, "B-T")


def test_a_file_that_asks_too_much_is_answered_and_the_next_one_checked(
    trusting, trust, monkeypatch
):
    with monkeypatch.context() as patch:
        patch.setattr(check_apart, "_process", Apart(seconds=0.01, megabytes=1024))
        report = check_pdf_apart(forging.signed(trusting), trust=trust)
        assert (report.verdict, report.is_good) == (Verdict.TOO_COMPLEX, False)
    assert check_pdf_apart(forging.signed(trusting), trust=trust).verdict == Verdict.VALID
