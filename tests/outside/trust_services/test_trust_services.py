"""The stand-in certifies, revokes, stamps and signs remotely, and fails on demand."""

import asyncio
import base64
import hashlib
from datetime import UTC, datetime

import aiohttp
import pytest
import requests
from asn1crypto import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from cryptography.x509 import load_der_x509_certificate
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.csc_signer import (
    CSCAuthorizationInfo,
    CSCAuthorizationManager,
    CSCServiceSessionInfo,
    CSCSigner,
    fetch_certs_in_csc_credential,
)
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from outside.trust_services.authority import Authority, Wanted
from outside.trust_services.demo_keys import HOLDERS, PASSPHRASE, make_demo_keys
from outside.trust_services.remote_signing import TOKEN
from tests.files import small_pdf
from tests.outside.trust_services.signing import pades, software_signer

AUTHORISED = {"Authorization": f"Bearer {TOKEN}"}


def csc(services, method: str, headers=AUTHORISED, version: str = "v1", **asked):
    url = f"{services.url}/csc/{version}/{method}"
    return requests.post(url, json=asked, headers=headers, timeout=60)


def test_keys_are_made_once_and_only_their_owner_reads_them(tmp_path):
    folder = tmp_path / "data"
    first = Authority(folder, "http://127.0.0.1:1")
    holder = first.issue(Wanted("Lê Thị Hoa", "Trung tâm"))
    again = Authority(folder, "http://127.0.0.1:1")
    assert again.certificate_pem("root") == first.certificate_pem("root")
    assert again.certificate_pem(holder.label) == first.certificate_pem(holder.label)
    other = Authority(tmp_path / "other", "http://127.0.0.1:1")
    assert other.certificate_pem("root") != first.certificate_pem("root")
    assert {file.stat().st_mode & 0o777 for file in folder.glob("*.pem")} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


def test_the_keys_of_the_demo_are_there_before_it_runs(tmp_path, quick_keys):
    authority = Authority(tmp_path / "data", "http://127.0.0.1:1")
    make_demo_keys(authority, tmp_path / "demo")
    files = sorted((tmp_path / "demo").iterdir())
    assert [file.stem for file in files] == sorted(HOLDERS)
    before = [file.read_bytes() for file in files]
    make_demo_keys(authority, tmp_path / "demo")
    assert [file.read_bytes() for file in files] == before
    leader = load_pkcs12((tmp_path / "demo" / "leader.p12").read_bytes(), PASSPHRASE.encode())
    assert "Võ Đình Sơn" in leader.cert.certificate.subject.rfc4514_string()
    assert len(leader.additional_certs) == 2


def test_a_certificate_says_what_was_asked_for(trust_services):
    begin, end = datetime(2021, 1, 1, tzinfo=UTC), datetime(2022, 1, 1, tzinfo=UTC)
    issued = trust_services.issue("Lê Văn A", "Sở Tư pháp", valid_from=begin, valid_to=end)
    certificate = software_signer(issued).signing_cert
    assert certificate.subject.native["organization_name"] == "Sở Tư pháp"
    assert (certificate.not_valid_before, certificate.not_valid_after) == (begin, end)
    assert certificate.serial_number == issued.serial
    assert certificate.ocsp_urls == [f"{trust_services.url}/demo/ocsp/issuing"]


@pytest.mark.parametrize("fault", ["timestamp_down", "ocsp_down", "revoke"])
def test_a_fault_happens_as_often_as_it_was_ordered(trusting, fault):
    signer = software_signer(trusting.issue("Lê Văn A"))
    trusting.fault(fault, count=100 if fault == "ocsp_down" else 1)
    with pytest.raises((TimestampRequestError, SigningError)):
        pades(small_pdf(), signer, trusting)
    trusting.clear_faults()
    if fault == "revoke":  # for good
        with pytest.raises(SigningError):
            pades(small_pdf(), signer, trusting)
    else:
        assert b"/DSS" in pades(small_pdf(), signer, trusting)


def test_an_unknown_fault_and_a_bad_order_are_refused(trust_services):
    url = f"{trust_services.url}/_fault"
    assert requests.post(url, json={"name": "flood"}, timeout=60).status_code == 400
    assert requests.get(url, timeout=60).json() == {}
    page = requests.get(f"{trust_services.url}/faults", timeout=60).text
    assert "Dịch vụ cấp dấu thời gian không trả lời" in page
    assert requests.get(f"{trust_services.url}/nowhere", timeout=60).status_code == 404


class _WithPin(CSCAuthorizationManager):
    """Asks for activation as the portal does."""

    async def authorize_signature(self, hash_b64s: list[str]) -> CSCAuthorizationInfo:
        asked = self.format_csc_auth_request(pin="135790", hash_b64s=hash_b64s)
        url = self.csc_session_info.endpoint_url("credentials/authorize")
        async with aiohttp.ClientSession() as session:
            answer = await session.post(url, headers=self.auth_headers, json=asked)
            return self.parse_csc_auth_response(await answer.json())


def test_pyhankos_client_signs_with_a_key_that_stays_there(trusting):
    credential = trusting.remote_credential("Ký từ xa", pin="135790")

    async def sign() -> tuple[bytes, x509.Certificate]:
        told = CSCServiceSessionInfo(trusting.url, credential, oauth_token=TOKEN)
        async with aiohttp.ClientSession() as session:
            info = await fetch_certs_in_csc_credential(session, told)
            signer = CSCSigner(session, _WithPin(told, info))
            return await signer.async_sign_raw(b"content", "sha256"), info.signing_cert

    signature, certificate = asyncio.run(sign())
    public = load_der_x509_certificate(certificate.dump()).public_key()
    public.verify(signature, b"content", PKCS1v15(), SHA256())


def test_three_wrong_pins_lock_the_key(trusting):
    credential = trusting.remote_credential("Ký từ xa")
    errors = [
        csc(trusting, "credentials/authorize", credentialID=credential, PIN=pin).json()
        for pin in ("1", "2", "3", "123456")
    ]
    assert [error["error"] for error in errors] == ["invalid_pin", "invalid_pin"] + [
        "invalid_request"
    ] * 2
    assert {error["error_description"] for error in errors[2:]} == {"PIN locked"}
    info = csc(trusting, "credentials/info", credentialID=credential, certificates="none").json()
    assert (info["key"]["status"], info["cert"]["certificates"]) == ("disabled", [])
    requests.post(f"{trusting.url}/_unlock", json={"credential": credential}, timeout=60)
    opened = csc(trusting, "credentials/authorize", credentialID=credential, PIN="123456")
    assert opened.status_code == 200


def test_activation_is_for_so_many_signatures_and_those_hashes(trusting):
    credential = trusting.remote_credential("Ký từ xa")
    mine, other = (_hash(text) for text in (b"mine", b"other"))

    def sign(sad: str, *digests: str) -> int:
        return csc(
            trusting, "signatures/signHash", credentialID=credential, SAD=sad,
            hash=list(digests), hashAlgo="2.16.840.1.101.3.4.2.1",
        ).status_code  # fmt: skip

    asked = {"credentialID": credential, "PIN": "123456"}
    pinned = csc(trusting, "credentials/authorize", hash=[mine], **asked).json()["SAD"]
    assert [sign(pinned, other), sign(pinned, mine), sign(pinned, mine)] == [400, 200, 400]
    two = csc(trusting, "credentials/authorize", numSignatures=2, **asked).json()["SAD"]
    assert sign(two, mine, other, mine) == 400
    assert sign(two, mine, other) == 200
    assert sign(two, mine) == 400
    assert sign("guessed", mine) == 400


def test_nobody_signs_remotely_without_the_token_or_while_it_is_down(trusting):
    assert csc(trusting, "credentials/list", headers={}).status_code == 401
    assert csc(trusting, "info", headers={}, version="v2").json()["specs"] == "1.0.4.0"
    trusting.fault("remote_down")
    assert csc(trusting, "credentials/list").status_code == 503
    assert csc(trusting, "credentials/list").status_code == 200
    assert csc(trusting, "credentials/nothing").status_code == 404


def _hash(content: bytes) -> str:
    return base64.b64encode(hashlib.sha256(content).digest()).decode()
