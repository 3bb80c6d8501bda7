"""A national portal behind HTTPS: a certificate that does not verify is not trusted, one of the
authority that the installation names is."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.cache import caches
from django.test import Client

from tests.portal.accounts.sign_on.conftest import START
from tests.portal.accounts.sign_on.provider import CLIENT, HOA, SECRET, Provider


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Made by nobody that anybody knows."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "national.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return file


@pytest.fixture
def secure_provider(certificate: Path, settings) -> Iterator[Provider]:
    """Over HTTPS, in an installation that is no demo."""
    caches["memory"].clear()
    with Provider(certificate).running() as provider:
        settings.DEMO_MODE = False
        settings.NATIONAL_SIGN_ON_URL = provider.url
        settings.NATIONAL_SIGN_ON_CLIENT_ID = CLIENT
        settings.NATIONAL_SIGN_ON_SECRET = SECRET
        yield provider


def test_a_certificate_that_does_not_verify(
    client: Client, secure_provider: Provider, db: None, caplog
) -> None:
    response = client.post(START)
    assert response.status_code == 503
    assert "Cổng quốc gia đang không trả lời" in response.content.decode()
    assert secure_provider.asked == []
    lines = [r.getMessage() for r in caplog.records if r.name == "portal.sign_on"]
    assert lines == ["sign-on: the national portal does not answer: SSLError"]


def test_an_authority_of_its_own(
    client: Client, secure_provider: Provider, certificate: Path, units: None, settings
) -> None:
    settings.NATIONAL_PORTAL_CA = str(certificate)
    back = secure_provider.sign_in(client.post(START).url, HOA)
    assert client.get(back).url == "/accounts/national/register/"
