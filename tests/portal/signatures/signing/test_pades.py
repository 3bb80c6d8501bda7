"""What a signature adds to a PDF: nothing is changed, everything is covered, others agree."""

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from asn1crypto import pem
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import Signer, SimpleSigner
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper
from pyhanko.sign.validation import DocumentSecurityStore, validate_pdf_signature
from pyhanko_certvalidator.registry import SimpleCertificateStore

from portal.signatures.backends.software import unlock
from portal.signatures.errors import BadPdf, KeyRevoked, TimestampDown
from portal.signatures.marks import INVISIBLE, Mark
from portal.signatures.signing.pades import Signed, sign_pdf
from portal.signatures.signing.trust import configured
from portal.signatures.trust import INTERMEDIATES, TrustList, configured_trust
from portal.signatures.validation.check import check_pdf
from tests.pdfa import problems_of
from tests.portal.signatures.conftest import PLACE
from tests.trust import Issued, TrustServices

COPY = Mark.copy(agency="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG")
PERSONAL = Mark.personal(name="Võ Đình Sơn", place=PLACE)
SEAL = Mark.seal(agency="Sở Tư pháp", place=PLACE)


@pytest.fixture
def sign(trusting: TrustServices):
    def sign(pdf: bytes, signer: Signer, mark: Mark) -> Signed:
        timestamper = RequestsHTTPTimeStamper(trusting.timestamp_url, timeout=60)
        return sign_pdf(
            pdf=pdf, signer=signer, mark=mark, timestamper=timestamper, trust=configured()
        )

    return sign


def widgets(pdf: bytes) -> list[dict[str, Any]]:
    """Name, page and rectangle of each signature's widget."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [
            {
                "name": str(annotation.T),
                "page": number,
                "rect": [round(float(edge), 1) for edge in annotation.Rect],
                "flags": int(annotation.F),
            }
            for number, page in enumerate(opened.pages)
            for annotation in page.get("/Annots", [])
        ]


def alone(issued: Issued) -> Signer:
    """The key with its own certificate and no other."""
    whole = unlock(issued.pkcs12, issued.passphrase)
    return SimpleSigner(
        signing_cert=whole.signing_cert,
        signing_key=whole.signing_key,
        cert_registry=SimpleCertificateStore(),
    )


def with_intermediates(services: TrustServices, issued: Issued, folder: Path) -> Path:
    """A folder of trust as an operator fills it: the root, and the authority below it."""
    (folder / INTERMEDIATES).mkdir()
    (folder / "root.pem").write_bytes(services.root_pem)
    known = unlock(issued.pkcs12, issued.passphrase).cert_registry
    (issuing,) = (each for each in known if each.ca and each.self_signed == "no")
    pem_text = pem.armor("CERTIFICATE", issuing.dump())
    (folder / INTERMEDIATES / "issuing.pem").write_bytes(pem_text)
    return folder


@pytest.fixture(scope="module")
def thrice(
    trust_services: TrustServices, paper: bytes, signer: Signer, seal: Issued
) -> tuple[bytes, list[str]]:
    """Copy mark, then the leader's signature, then the seal: the file and the levels."""
    with pytest.MonkeyPatch.context() as patch:
        from django.conf import settings

        patch.setattr(settings, "SIGNATURE_TRUST_DIR", trust_services.trust_dir)
        pdf, levels = paper, []
        stamp = RequestsHTTPTimeStamper(trust_services.timestamp_url, timeout=60)
        signers = (signer, signer, unlock(seal.pkcs12, seal.passphrase))
        for who, mark in zip(signers, (COPY, PERSONAL, SEAL), strict=True):
            signed = sign_pdf(pdf=pdf, signer=who, mark=mark, timestamper=stamp, trust=configured())
            assert signed.pdf.startswith(pdf)  # an incremental update: no byte before is touched
            pdf, levels = signed.pdf, [*levels, signed.level]
        return pdf, levels


def test_later_signatures_leave_the_earlier_ones_valid_for_the_long_term(
    thrice: tuple[bytes, list[str]], trust_services: TrustServices
) -> None:
    """pyHanko's validator with an LTV profile, offline: the file brings all proofs along."""
    pdf, levels = thrice
    assert levels == ["B-LT", "B-LT", "B-LT"]
    root = load_cert_from_pemder(str(trust_services.trust_dir / "root.pem"))
    reader = PdfFileReader(BytesIO(pdf))
    store = DocumentSecurityStore.read_dss(reader)
    offline = {"trust_roots": [root], "allow_fetching": False, "revocation_mode": "require"}
    statuses = [
        validate_pdf_signature(
            signature,
            signer_validation_context=store.as_validation_context(offline),
            ts_validation_context=store.as_validation_context(offline),
        )
        for signature in reader.embedded_signatures
    ]
    assert all(s.timestamp_validity.valid and s.timestamp_validity.trusted for s in statuses)
    assert [(s.bottom_line, s.coverage.name, s.modification_level.name) for s in statuses] == [
        (True, "ENTIRE_REVISION", "FORM_FILLING"),
        (True, "ENTIRE_REVISION", "FORM_FILLING"),
        (True, "ENTIRE_FILE", "NONE"),
    ]


def test_poppler_agrees(
    thrice: tuple[bytes, list[str]], trust_services: TrustServices, tmp_path: Path
) -> None:
    """pdfsig knows nothing of pyHanko; with the demo's root in its NSS database it trusts."""
    assert shutil.which("certutil"), "apt-get install libnss3-tools"
    (tmp_path / "signed.pdf").write_bytes(thrice[0])
    database = f"sql:{tmp_path / 'nss'}"
    (tmp_path / "nss").mkdir()
    root = str(trust_services.trust_dir / "root.pem")
    for command in (["-N", "--empty-password"], ["-A", "-n", "root", "-t", "CT,C,C", "-i", root]):
        subprocess.run(["certutil", "-d", database, *command], check=True)
    asked = ["pdfsig", "-no-ocsp", "-nssdir", database, str(tmp_path / "signed.pdf")]
    said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout

    assert re.findall(r"Field Name: (.*)", said) == [
        "MotCua-copy-1",
        "MotCua-personal-2",
        "MotCua-seal-3",
    ]
    assert re.findall(r"Signature Validation: (.*)", said) == ["Signature is Valid."] * 3
    assert re.findall(r"Certificate Validation: (.*)", said)[::2] == ["Certificate is Trusted."] * 2
    assert re.findall(r"Signature Type: (.*)", said) == ["ETSI.CAdES.detached"] * 3
    assert re.findall(r"(.*) document signed", said) == ["  - Not total"] * 2 + ["  - Total"]


def test_marks_are_at_their_legal_place(thrice: tuple[bytes, list[str]]) -> None:
    copy, personal, seal = widgets(thrice[0])

    # The copy mark: 10 mm from the top and right edge of page 1 (A4: 595.3 x 841.9 points).
    assert (copy["page"], copy["rect"][2:]) == (0, [567.0, 813.6])
    # The signature: 50 x 20 mm where the HTML says, on the last page.
    left, bottom, right, top = personal["rect"]
    assert (personal["page"], round(right - left), round(top - bottom)) == (1, 142, 57)
    # The seal: 36 mm, over the left third of the signature, at the same height.
    x0, y0, x1, y1 = seal["rect"]
    assert (seal["page"], round(x1 - x0), round(y1 - y0)) == (1, 102, 102)
    assert x1 == pytest.approx(left + 141.7 / 3, abs=0.2)
    assert (y0 + y1) / 2 == pytest.approx((bottom + top) / 2, abs=0.2)


def test_the_copy_mark_reads_as_the_law_wants(
    thrice: tuple[bytes, list[str]], tmp_path: Path
) -> None:
    (tmp_path / "signed.pdf").write_bytes(thrice[0])
    said = subprocess.run(
        ["pdftotext", "-f", "1", "-l", "1", "-layout", str(tmp_path / "signed.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    lines = [line.strip() for line in said.splitlines() if line.strip()][:3]
    assert lines[:2] == ["SAO Y", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00", lines[2])


def test_pdf_a_stays_pdf_a(thrice: tuple[bytes, list[str]]) -> None:
    assert problems_of(thrice[0]) == []


@pytest.mark.parametrize(
    ("turn", "expected"),
    [(90, [28.3, 841.9]), (180, [28.3, 28.3]), (270, [595.3, 28.3])],
    ids=["90", "180", "270"],
)
def test_a_turned_page_shows_the_mark_upright_in_its_top_right_corner(
    paper: bytes, signer: Signer, sign, turn: int, expected: list[float]
) -> None:
    with pikepdf.open(BytesIO(paper)) as opened:
        opened.pages[0].Rotate = turn
        opened.save(turned := BytesIO())

    signed = sign(turned.getvalue(), signer, COPY).pdf

    x0, y0, x1, y1 = widgets(signed)[0]["rect"]
    # Top right for the reader: the page's own corner that is turned there, 10 mm from its edges.
    corner = {90: (x0, 841.9 - y1), 180: (x0, y0), 270: (595.3 - x1, y0)}[turn]
    assert corner == pytest.approx((28.3, 28.3), abs=0.2)
    assert (x1 - x0 > y1 - y0) == (turn == 180)


def test_without_revocation_data_the_signature_has_its_timestamp_only(
    paper: bytes, signer: Signer, sign, trusting: TrustServices
) -> None:
    trusting.fault("ocsp_down", 20)

    signed = sign(paper, signer, INVISIBLE)

    assert signed.level == "B-T"
    (signature,) = PdfFileReader(BytesIO(signed.pdf)).embedded_signatures
    added = [each["type"].native for each in signature.signer_info["unsigned_attrs"]]
    assert added == ["signature_time_stamp_token"]
    assert "/DSS" not in PdfFileReader(BytesIO(signed.pdf)).root
    assert widgets(signed.pdf)[0]["rect"] == [0, 0, 0, 0]


def test_an_unknown_authority_does_not_hinder_signing(
    paper: bytes, sign, trusting: TrustServices
) -> None:
    stranger = trusting.issue("Người lạ", issuer="stranger")

    assert sign(paper, unlock(stranger.pkcs12, stranger.passphrase), INVISIBLE).level == "B-T"


def test_a_key_that_holds_its_own_certificate_alone_is_completed(
    paper: bytes, personal: Issued, sign, trusting: TrustServices, settings, tmp_path: Path
) -> None:
    """As most tokens do: with the root alone nobody could build the chain from such a file."""
    bare, known = alone(personal), with_intermediates(trusting, personal, tmp_path)
    lost = sign(paper, bare, INVISIBLE)
    assert lost.level == "B-T"
    settings.SIGNATURE_TRUST_DIR = known

    signed = sign(paper, bare, INVISIBLE)

    assert signed.level == "B-LT"
    (signature,) = PdfFileReader(BytesIO(signed.pdf)).embedded_signatures
    assert [
        each.chosen.subject.native["common_name"] for each in signature.signed_data["certificates"]
    ].count("Một Cửa Demo Issuing CA") == 1
    verdicts = [
        check_pdf(each, trust=trust, fetch=False).verdict
        for each in (lost.pdf, signed.pdf)
        for trust in (TrustList.from_pem(trusting.root_pem.decode()), configured_trust())
    ]
    # The file without the chain: who knows the authority can still follow it, and asks for proofs.
    assert verdicts == ["untrusted", "unknown", "valid", "valid"]


def test_nothing_comes_of_a_key_that_is_revoked_or_a_clock_that_is_down(
    paper: bytes, signer: Signer, sign, trusting: TrustServices
) -> None:
    trusting.fault("timestamp_down", 1)
    with pytest.raises(TimestampDown):
        sign(paper, signer, COPY)
    trusting.fault("revoke", 0)
    issued = trusting.issue("Võ Đình Sơn")
    trusting.revoke(issued.serial)
    with pytest.raises(KeyRevoked):
        sign(paper, unlock(issued.pkcs12, issued.passphrase), COPY)


def _with_password(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(out := BytesIO(), encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


@pytest.mark.parametrize(
    "spoil",
    [lambda _pdf: b"", lambda _pdf: b"%PDF-1.7 nothing", _with_password],
    ids=["empty", "garbage", "password"],
)
def test_what_is_no_pdf_is_refused(paper: bytes, signer: Signer, sign, spoil) -> None:
    with pytest.raises(BadPdf):
        sign(spoil(paper), signer, COPY)


def test_an_anchor_that_is_not_there_is_a_mistake_of_who_asks(
    paper: bytes, signer: Signer, sign
) -> None:
    with pytest.raises(LookupError):
        sign(paper, signer, replace(PERSONAL, place=replace(PLACE, anchor="nowhere")))


def test_marks_survive_the_row() -> None:
    for mark in (COPY, PERSONAL, SEAL, INVISIBLE):
        assert Mark.from_json(mark.as_json()) == mark


def test_trust_is_read_from_the_folder(trusting: TrustServices) -> None:
    assert [root.subject.native["common_name"] for root in configured().roots] == [
        "Một Cửa Demo Root CA"
    ]
    assert len(configured_trust().roots) == 1
