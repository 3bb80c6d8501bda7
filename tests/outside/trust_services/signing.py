"""Customers of the trust services, as pyHanko sees them."""

from io import BytesIO

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner, timestamps
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator import ValidationContext

from portal.signatures.signing.trust import CLOCKS_DIFFER
from tests.trust import Issued, TrustServices


def software_signer(issued: Issued) -> SimpleSigner:
    signer = SimpleSigner.load_pkcs12_data(
        issued.pkcs12, other_certs=[], passphrase=issued.passphrase.encode()
    )
    assert isinstance(signer, SimpleSigner)
    return signer


def trust_of(services: TrustServices, **options: object) -> ValidationContext:
    """Answers may be as much younger than the question as the portal allows (signing/trust.py): one
    second, as is usual, is over before a busy machine has answered."""
    roots = list(load_certs_from_pemder_data(services.root_pem))
    return ValidationContext(
        trust_roots=roots,
        time_tolerance=CLOCKS_DIFFER,
        **options,  # type: ignore[arg-type]
    )


def pades(pdf: bytes, signer: Signer, services: TrustServices, *, long_term: bool = True) -> bytes:
    """Signed with a time stamp; with revocation data where `long_term`."""
    metadata = PdfSignatureMetadata(
        field_name="Signature1",
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=long_term,
        validation_context=trust_of(services, allow_fetching=True, revocation_mode="require")
        if long_term
        else None,
    )
    stamper = timestamps.HTTPTimeStamper(services.timestamp_url, timeout=60)
    out = PdfSigner(metadata, signer=signer, timestamper=stamper).sign_pdf(
        IncrementalPdfFileWriter(BytesIO(pdf))
    )
    return out.getvalue()
