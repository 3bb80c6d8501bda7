"""Signed files, and what can be done to them afterwards. Everything is made for real."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache

import pikepdf
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, SimpleSigner, timestamps
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.general import byte_range_digest
from pyhanko.sign.validation.dss import DocumentSecurityStore

from portal.signatures.signing.waiting import wait_for
from portal.signatures.validation.evidence import proofs_in
from tests.outside.trust_services.signing import pades, software_signer, trust_of
from tests.trust import Issued, TrustServices

NAME, ORGANISATION = "Võ Đình Sơn", "Sở Tư pháp"
AGREED, FORGED = b"(1.000.000) Tj", b"(9.000.000) Tj"
FILLED, EMPTY = "Sum", "Note"
_OVER, _BOX = "Over", (0, 0, 500, 60)
_GAP = re.compile(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]")


def paper() -> bytes:
    """A page with a sum on it, and a sum that nobody sees."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1)
    font.BaseFont = pikepdf.Name.Helvetica
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = pdf.make_stream(b"BT /F1 24 Tf 72 700 Td " + AGREED + b" ET")
    page.Hidden = pdf.make_stream(b"BT /F1 24 Tf 72 700 Td " + FORGED + b" ET")
    stream = io.BytesIO()
    pdf.save(
        stream,
        compress_streams=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return stream.getvalue()


@cache
def somebody(services: TrustServices) -> SimpleSigner:
    """Whom the demo's authority has certified."""
    return software_signer(services.issue(NAME, ORGANISATION))


@cache
def signed(services: TrustServices, *, long_term: bool = True) -> bytes:
    """By somebody: with proofs of non-revocation, or with a time stamp alone. Made once, perhaps
    by another test, minutes ago."""
    return signed_now(services, long_term=long_term)


def signed_now(services: TrustServices, *, long_term: bool = True) -> bytes:
    """The same, of this moment."""
    return pades(paper(), somebody(services), services, long_term=long_term)


def escaped(pdf: bytes) -> bytes:
    """The name of the byte range written in the other way that every reader understands."""
    return re.sub(rb"/ByteRange (\[.*?\])  ", rb"/Byte#52ange \1", pdf)


def packed(pdf: bytes) -> bytes:
    """Written anew with everything that can be packed: no word of the signature is to be seen."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return stream.getvalue()


def again(pdf: bytes, signer: SimpleSigner, services: TrustServices) -> bytes:
    """A second signature."""
    metadata = PdfSignatureMetadata(
        field_name="Seal",
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=True,
        validation_context=trust_of(services, allow_fetching=True, revocation_mode="require"),
    )
    stamper = timestamps.HTTPTimeStamper(services.timestamp_url, timeout=60)
    out = PdfSigner(metadata, signer=signer, timestamper=stamper).sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf))
    )
    return bytes(out.getvalue())


def archived(pdf: bytes, services: TrustServices) -> bytes:
    """A time stamp over the whole document."""
    stamper = timestamps.HTTPTimeStamper(services.timestamp_url, timeout=60)
    out = PdfTimeStamper(stamper).timestamp_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)),
        "sha256",
        validation_context=trust_of(services, allow_fetching=True, revocation_mode="require"),
    )
    return bytes(out.getvalue())


def byte_changed(services: TrustServices) -> bytes:
    whole = signed(services)
    assert whole.count(AGREED) == 1
    return whole.replace(AGREED, FORGED)


def page_added(services: TrustServices) -> bytes:
    def add(writer: IncrementalPdfFileWriter) -> None:
        content = writer.add_object(generic.StreamObject(stream_data=FORGED))
        box = generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842)))
        writer.insert_page(PageObject(contents=content, media_box=box))

    return _updated(signed(services), add)


def shadow_content(services: TrustServices) -> bytes:
    """The hidden sum is shown instead of the one that was signed."""

    def show(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"].raw_get(0).get_object()
        page["/Contents"] = page.raw_get("/Hidden")
        writer.update_container(page)

    return _updated(signed(services), show)


def covered_by_a_field(services: TrustServices) -> bytes:
    """Another sum over the one that was signed: the picture of a field for a signature."""
    return _updated(signed(services), _cover)


def covered_by_a_stamp(services: TrustServices) -> bytes:
    """The same, with a time stamp of a clock that everybody trusts in the field."""

    class InOurField(PdfTimeStamper):
        field_name = _OVER

    stamper = timestamps.HTTPTimeStamper(services.timestamp_url, timeout=60)
    writer = IncrementalPdfFileWriter(io.BytesIO(covered_by_a_field(services)))
    return bytes(InOurField(stamper).timestamp_pdf(writer, "sha256").getvalue())


def _cover(writer: IncrementalPdfFileWriter) -> None:
    append_signature_field(writer, SigFieldSpec(_OVER, on_page=0, box=(60, 690, 560, 750)))
    page = writer.root["/Pages"]["/Kids"][0]
    picture = generic.StreamObject(
        {
            generic.pdf_name("/Subtype"): generic.pdf_name("/Form"),
            generic.pdf_name("/BBox"): generic.ArrayObject(map(generic.NumberObject, _BOX)),
            generic.pdf_name("/Resources"): page["/Resources"],
        },
        stream_data=b"1 g 0 0 500 60 re f 0 g BT /F1 24 Tf 12 10 Td " + FORGED + b" ET",
    )
    field = _field(writer, _OVER)
    normal = {generic.pdf_name("/N"): writer.add_object(picture)}
    field[generic.pdf_name("/AP")] = generic.DictionaryObject(normal)
    writer.update_container(field)


def form(services: TrustServices) -> bytes:
    """A signed form: one field is filled in, one is empty, and there is room for a signature."""
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        page = pdf.pages[0]
        made = [
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx,
                T=name, V=value, Rect=pikepdf.Array([60, y, 300, y + 20]), P=page.obj,
            )
            for name, value, y in ((FILLED, "1.000.000", 600), (EMPTY, "", 560))
        ]  # fmt: skip
        fields = pikepdf.Array([pdf.make_indirect(field) for field in made])
        page.Annots, pdf.Root.AcroForm = fields, pikepdf.Dictionary(Fields=fields)
        stream = io.BytesIO()
        pdf.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return pades(stream.getvalue(), somebody(services), services)


def with_room(pdf: bytes) -> bytes:
    """A place for a signature that is still to come."""
    spec = SigFieldSpec("Room", on_page=0, box=(60, 190, 560, 250))
    return _updated(pdf, lambda writer: append_signature_field(writer, spec))


def filled_in(pdf: bytes, name: str) -> bytes:
    """Another entry in a field of the form."""

    def fill(writer: IncrementalPdfFileWriter) -> None:
        field = _field(writer, name)
        field[generic.pdf_name("/V")] = generic.TextStringObject("9.000.000")
        writer.update_container(field)

    return _updated(pdf, fill)


def _field(writer: IncrementalPdfFileWriter, name: str) -> generic.DictionaryObject:
    fields = [field.get_object() for field in writer.root["/AcroForm"]["/Fields"]]
    return next(field for field in fields if field["/T"] == name)


def pasted(services: TrustServices) -> bytes:
    """The signature's dictionary as a whole, in a file of somebody's own."""
    with pikepdf.open(io.BytesIO(signed(services))) as source:
        pdf = pikepdf.open(io.BytesIO(paper()))
        field = pdf.copy_foreign(source.Root.AcroForm.Fields[0])
        pdf.Root.AcroForm = pikepdf.Dictionary(
            Fields=pikepdf.Array([pdf.make_indirect(field)]), SigFlags=3
        )
        stream = io.BytesIO()
        pdf.save(stream)
    return stream.getvalue()


def transplanted(services: TrustServices) -> bytes:
    """The signature's bytes, in the place of a signature of somebody else's file."""
    other = signed_now(services).replace(b"Tj", b"TJ")
    return _with_contents(other, _contents(signed_now(services, long_term=False)))


def transplanted_later(services: TrustServices) -> bytes:
    """The same, into a file that was signed in another year."""
    return re.sub(rb"/M \(D(:|\\072)\d{4}", rb"/M (D\g<1>2019", transplanted(services))


def appended(services: TrustServices) -> bytes:
    """Something behind the end of the signed file, where only tools that mend files look."""
    return signed(services) + b"\n1 0 obj\n(another document)\nendobj\n"


def partly_covered(services: TrustServices) -> bytes:
    """Signed by a real key, leaving out the first object of the last update."""
    signer, whole = somebody(services), signed(services, long_term=False)
    start, first, second, last = _range(whole)
    shorter = first - 200
    assert len(str(shorter)) == len(str(first))
    old = f"/ByteRange [{start} {first} {second} {last}]".encode()
    whole = whole.replace(old, f"/ByteRange [{start} {shorter} {second} {last}]".encode())
    _, digest = byte_range_digest(io.BytesIO(whole), [0, shorter, second, last], "sha256")
    own = wait_for(signer.async_sign(digest, "sha256", use_pades=True))
    return _put(whole, first, second, own)


def broken(services: TrustServices) -> bytes:
    """One bit of the signature's own value."""
    whole = signed(services)
    content = cms.ContentInfo.load(_contents(whole))
    value = content["content"]["signer_infos"][0]["signature"]
    flipped = bytes([value.native[0] ^ 1]) + value.native[1:]
    forged = _contents(whole).replace(value.native, flipped)
    return _with_contents(whole, forged)


def expired(services: TrustServices) -> bytes:
    issued = services.issue(
        NAME,
        valid_from=datetime(2021, 1, 1, tzinfo=UTC),
        valid_to=datetime(2022, 1, 1, tzinfo=UTC),
    )
    return pades(paper(), software_signer(issued), services, long_term=False)


def made_at_home(services: TrustServices) -> bytes:
    """By a certificate that its holder gave himself, in somebody's name, and that has expired."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2021, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2022, 1, 1, tzinfo=UTC))
        .sign(key, SHA256())
    )
    secret = BestAvailableEncryption(b"1")
    file = pkcs12.serialize_key_and_certificates(None, key, made, None, secret)
    signer = software_signer(Issued(file, serial=1, passphrase="1"))
    return pades(paper(), signer, services, long_term=False)


def revoked(services: TrustServices) -> bytes:
    issued = services.issue(NAME)
    services.revoke(issued.serial, at=datetime(2026, 1, 1, tzinfo=UTC))
    return pades(paper(), software_signer(issued), services, long_term=False)


def revoked_with_an_old_proof(services: TrustServices) -> bytes:
    """Signed after the revocation, with what the authority said before it."""
    issued = services.issue(NAME)
    signer = software_signer(issued)
    before = proofs_in(PdfFileReader(io.BytesIO(pades(paper(), signer, services))))
    services.revoke(issued.serial, at=datetime.now(UTC) - timedelta(minutes=1))
    stream = io.BytesIO(pades(paper(), signer, services, long_term=False))
    DocumentSecurityStore.add_dss(
        stream, None, certs=before.certificates, ocsps=before.ocsps, crls=before.crls
    )
    return stream.getvalue()


def wrong_ca(services: TrustServices) -> bytes:
    issued = services.issue(NAME, issuer="stranger")
    return pades(paper(), software_signer(issued), services, long_term=False)


def old_kind(services: TrustServices) -> bytes:
    return signed(services).replace(b"/ETSI.CAdES.detached", b"/adbe.x509.rsa_sha1 ")


def unsigned(_services: TrustServices) -> bytes:
    return paper()


def unsigned_by_a_scanner(_services: TrustServices) -> bytes:
    """Whole for every reader but a strict one: some tools number the free object 65536."""
    return paper().replace(b"0000000000 65535 f", b"0000000000 65536 f")


def not_pdf(_services: TrustServices) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + bytes(100)


def with_password(_services: TrustServices) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        pdf.save(stream, encryption=pikepdf.Encryption(owner="o", user="secret"))
    return stream.getvalue()


def zero_bytes(_services: TrustServices) -> bytes:
    return b""


def corrupt(_services: TrustServices) -> bytes:
    return paper()[:120] + bytes(400)


def _updated(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _range(pdf: bytes) -> tuple[int, ...]:
    found = _GAP.search(pdf)
    assert found is not None
    return tuple(int(each) for each in found.groups())


def _contents(pdf: bytes) -> bytes:
    _, first, second, _ = _range(pdf)
    return bytes.fromhex(pdf[first + 1 : second - 1].decode())


def _with_contents(pdf: bytes, contents: bytes) -> bytes:
    _, first, second, _ = _range(pdf)
    return _put(pdf, first, second, cms.ContentInfo.load(contents))


def _put(pdf: bytes, first: int, second: int, own: cms.ContentInfo) -> bytes:
    digits = own.dump().hex().encode().ljust(second - first - 2, b"0")
    return pdf[: first + 1] + digits + pdf[second - 1 :]
