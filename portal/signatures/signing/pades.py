"""PAdES: a signature in an incremental update of the PDF, with its timestamp and, where they can
be had, the proofs that nothing was revoked (ETSI EN 319 142-1, levels B-T and B-LT)."""

from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    NotYetValidError,
    PathError,
    RevokedError,
    ValidationError,
)

from portal.shared import clock
from portal.signatures.errors import BadPdf, KeyExpired, KeyRevoked, TimestampDown
from portal.signatures.marks import SIGNING_TIME, Mark
from portal.signatures.signing.appearance import Drawn, MarkStyle, draw
from portal.signatures.signing.chain import authorities_of, bring_along
from portal.signatures.signing.page import Pages
from portal.signatures.signing.trust import Trust
from portal.signatures.signing.waiting import wait_for

LONG_TERM, TIMESTAMPED = "B-LT", "B-T"
# Shown by PDF readers as the name of the field. Papers of the province are in Vietnamese.
_NAMES = {
    "copy": "Chữ ký sao y",
    "head": "Chữ ký của cơ quan",
    "personal": "Chữ ký của người ký",
    "seal": "Chữ ký của cơ quan",
    "none": "Chữ ký số",
}
# The proofs stand in the signature's own revision, which it therefore covers too.
_PROOFS = DSSContentSettings(
    include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
)


@dataclass(frozen=True)
class Signed:
    """The signed file and the level that was reached: "B-LT" or "B-T"."""

    pdf: bytes
    level: str


def sign_pdf(
    *,
    pdf: bytes,
    signer: Signer,
    mark: Mark,
    timestamper: TimeStamper,
    trust: Trust,
    image: Path | None = None,
) -> Signed:
    """The PDF with one signature more; all earlier ones stay as they are.

    `image`: the signature's or seal's own picture. Raises BadPdf, KeyExpired, KeyRevoked,
    TimestampDown, what the signer's backend raises, and LookupError for an unknown anchor.
    """
    pages = Pages(pdf)
    mark = _dated(mark)
    try:
        return wait_for(_sign(pdf, pages, signer, mark, timestamper, trust, image))
    except TimestampRequestError:
        raise TimestampDown from None
    except (PdfError, SigningError):
        raise BadPdf from None


async def _sign(
    pdf: bytes,
    pages: Pages,
    signer: Signer,
    mark: Mark,
    timestamper: TimeStamper,
    trust: Trust,
    image: Path | None,
) -> Signed:
    context = await _checked(signer, trust)
    if context is not None:
        try:
            signed = await _write(pdf, pages, signer, mark, timestamper, context, image)
            return Signed(signed, LONG_TERM)
        except (PathError, ValidationError, SigningError):
            pass  # the timestamp's own proofs are not to be had
    return Signed(await _write(pdf, pages, signer, mark, timestamper, None, image), TIMESTAMPED)


async def _checked(signer: Signer, trust: Trust) -> ValidationContext | None:
    """A context that holds the signer's proofs; None when they cannot be had.

    Raises KeyExpired and KeyRevoked: with such a key nothing is signed.
    """
    certificate = signer.signing_cert
    assert certificate is not None, "backends give no signer without a certificate"
    now = clock.now()
    if (
        not certificate.not_valid_before - timedelta(minutes=5)
        <= now
        <= certificate.not_valid_after
    ):
        raise KeyExpired
    bring_along(signer, authorities_of(certificate, trust.intermediates))
    if not trust.roots:
        return None
    context = trust.context()
    validator = CertificateValidator(
        certificate, intermediate_certs=signer.cert_registry, validation_context=context
    )
    try:
        path = await validator.async_validate_usage(set())
    except RevokedError:
        raise KeyRevoked from None
    except (ExpiredError, NotYetValidError):
        raise KeyExpired from None
    except (PathError, ValidationError):
        return None
    bring_along(signer, path.iter_certs(include_root=False))
    return context


async def _write(
    pdf: bytes,
    pages: Pages,
    signer: Signer,
    mark: Mark,
    timestamper: TimeStamper,
    context: ValidationContext | None,
    image: Path | None,
) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    name = _new_name(writer, mark)
    drawn = draw(mark, writer, image)
    spec, style = _field(name, mark, pages, drawn)
    metadata = PdfSignatureMetadata(
        field_name=name,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=context is not None,
        validation_context=context,
        signer_key_usage=set(),
        dss_settings=_PROOFS,
    )
    pdf_signer = PdfSigner(
        metadata, signer=signer, timestamper=timestamper, stamp_style=style, new_field_spec=spec
    )
    output = await pdf_signer.async_sign_pdf(writer)
    return bytes(output.getvalue())


def _field(
    name: str, mark: Mark, pages: Pages, drawn: Drawn | None
) -> tuple[SigFieldSpec, MarkStyle | None]:
    readable = _NAMES[mark.kind]
    if drawn is None:
        return SigFieldSpec(name, readable_field_name=readable), None
    spot = pages.spot(mark, drawn.width, drawn.height)
    box = tuple(round(edge, 2) for edge in spot.box)
    spec = SigFieldSpec(name, on_page=spot.page, box=box, readable_field_name=readable)  # type: ignore[arg-type]
    return spec, MarkStyle(drawn=drawn, turned=spot.turned)


def _new_name(writer: IncrementalPdfFileWriter, mark: Mark) -> str:
    """A name that no field of the file has."""
    taken = {name for name, _value, _field in enumerate_sig_fields(writer)}
    number = len(taken) + 1
    while f"MotCua-{mark.kind}-{number}" in taken:
        number += 1
    return f"MotCua-{mark.kind}-{number}"


def _dated(mark: Mark) -> Mark:
    """The mark with the moment of signing in its place (ISO 8601, the province's time)."""
    moment = clock.now().astimezone(clock.PROVINCE_TIME).isoformat(timespec="seconds")
    return replace(mark, lines=tuple(line.replace(SIGNING_TIME, moment) for line in mark.lines))
