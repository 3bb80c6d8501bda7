"""Certificates that do not verify, over real TLS."""

from pathlib import Path
from typing import Any

import pytest

from portal.national.adapters.exchange import Exchange
from portal.national.adapters.port import EndpointError
from portal.national.adapters.rest import rest_portal
from tests.portal.national.answering import Given, answering, self_signed

NOT_TRUSTED = (
    "Chứng thư của cổng quốc gia do nơi không được tin cậy cấp. Nếu nơi cấp đúng, hãy khai báo "
    "chứng thư gốc của họ ở NATIONAL_PORTAL_CA."
)


def error_of(certificate: Path, *, ca: str) -> EndpointError:
    with answering(Given(), certificate=certificate) as server:
        with pytest.raises(EndpointError) as caught:
            Exchange(ca=ca)("GET", server.url)
        assert server.asked == []
    assert not caught.value.may_be_the_message
    return caught.value


def test_a_certificate_of_nobody_we_trust_gets_nothing(tmp_path: Path) -> None:
    assert str(error_of(self_signed(tmp_path), ca="")) == NOT_TRUSTED


def test_a_certificate_of_another_authority_gets_nothing(tmp_path: Path) -> None:
    other = self_signed(tmp_path, name="other.pem")
    assert str(error_of(self_signed(tmp_path), ca=str(other))) == NOT_TRUSTED


def test_the_authority_that_is_named_is_trusted(tmp_path: Path, settings: Any) -> None:
    certificate = self_signed(tmp_path)
    settings.NATIONAL_PORTAL_CA = str(certificate)
    settings.NATIONAL_PORTAL_AUTH = "hmac"
    with answering(Given(b'{"days": []}'), certificate=certificate) as server:
        settings.NATIONAL_PORTAL_URL = server.url
        assert list(rest_portal().days(since=None)) == []
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("certificate", "words"),
    [
        (
            {"days": (-9, -1)},
            "Chứng thư của cổng quốc gia đã hết hạn (hoặc đồng hồ máy chủ cổng tỉnh sai).",
        ),
        (
            {"days": (1, 9)},
            "Chứng thư của cổng quốc gia chưa đến ngày hiệu lực (hoặc đồng hồ máy chủ cổng tỉnh "
            "sai).",
        ),
        (
            {"host": "127.0.0.2"},
            "Chứng thư của cổng quốc gia cấp cho tên miền khác với NATIONAL_PORTAL_URL.",
        ),
    ],
)
def test_a_trusted_certificate_with_a_fault(
    certificate: dict[str, Any], words: str, tmp_path: Path
) -> None:
    made = self_signed(tmp_path, **certificate)
    assert str(error_of(made, ca=str(made))) == words


def test_a_file_of_authorities_that_is_not_there(tmp_path: Path) -> None:
    error = error_of(self_signed(tmp_path), ca=str(tmp_path / "khong-co.pem"))
    assert str(error).startswith("Không mở được tệp chứng thư tin cậy: ")
    assert "khong-co.pem" in str(error)


def test_no_tls_behind_https() -> None:
    with answering(Given()) as server, pytest.raises(EndpointError) as caught:
        Exchange()("GET", server.url.replace("http:", "https:"))
    assert str(caught.value) == "Không lập được kết nối mã hóa với cổng quốc gia."
