"""What tests of signing sign, and with what: made once for each test process."""

import pytest
from pyhanko.sign import Signer

from portal.shared.pdf.press import press
from portal.signatures.backends.software import unlock
from portal.signatures.marks import Place
from tests.trust import Issued, TrustServices

PAPER = """<html lang="vi"><head><title>Kết quả</title></head><body>
<h1>CỘNG HÒA</h1><p>Trang một</p>
<p style="break-before:page">Trang hai</p>
<p id="ky-ten" style="margin-top:6cm;margin-left:9cm">Giám đốc</p></body></html>"""
# Where the element of PAPER is.
PLACE = Place(anchor="ky-ten")


@pytest.fixture(scope="session")
def paper() -> bytes:
    """A PDF/A-2b of two pages with a place for the signature on the second."""
    return press(PAPER, paper="a4")


@pytest.fixture(scope="session")
def personal(trust_services: TrustServices) -> Issued:
    """The leader's key."""
    return trust_services.issue("Võ Đình Sơn", "Sở Tư pháp")


@pytest.fixture(scope="session")
def seal(trust_services: TrustServices) -> Issued:
    """The seal of Sở Tư pháp."""
    return trust_services.issue("Sở Tư pháp", "Sở Tư pháp")


@pytest.fixture(scope="session")
def signer(personal: Issued) -> Signer:
    """The leader's key, open."""
    return unlock(personal.pkcs12, personal.passphrase)
