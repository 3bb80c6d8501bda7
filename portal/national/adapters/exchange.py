"""One HTTP exchange with the national side, whatever the form: bounded, and every way in which it
goes wrong has its words. Nothing here knows what is said."""

import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
import urllib3
from django.utils.translation import gettext as _
from requests.adapters import HTTPAdapter

from portal.national.adapters.port import EndpointError

CONNECT_SECONDS, ANSWER_SECONDS = 3.0, 10.0
# From the first byte of the answer to its last.
READ_SECONDS = 30.0
CONNECTIONS = 16
MEBIBYTE = 1024 * 1024
LONGEST_ANSWER = 8 * MEBIBYTE
# OpenSSL's codes of X509_verify_cert.
NOT_YET_VALID, EXPIRED, SELF_SIGNED, SELF_SIGNED_IN_CHAIN = 9, 10, 18, 19
UNKNOWN_ISSUER, UNKNOWN_FIRST, OTHER_NAME, OTHER_ADDRESS = 20, 21, 62, 64


@dataclass(frozen=True)
class Reply:
    """What came back, read to its end."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The media type as the other side named it; `?` without one."""
        return self.headers.get("Content-Type") or "?"


class Exchange:
    """Keeps its connections open; used by several threads at once."""

    def __init__(self, *, ca: str = "", longest: int = LONGEST_ANSWER) -> None:
        self._longest = longest
        self._verify: str | bool = ca or True
        self._session = requests.Session()
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(pool_maxsize=CONNECTIONS))

    def __call__(
        self,
        method: str,
        url: str,
        *,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        login: tuple[str, str] | None = None,
    ) -> Reply:
        """Send and read the whole answer. Raises EndpointError when none came, when it leads
        elsewhere, and when it is too long. A status that is no success is the caller's business."""
        try:
            with self._session.request(
                method,
                url,
                data=body or None,
                headers=dict(headers or {}),
                auth=login,
                timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
                allow_redirects=False,
                stream=True,
                verify=self._verify,
            ) as response:
                _refuse_redirect(response)
                content = b"".join(_bounded(response, self._longest))
                return Reply(response.status_code, response.headers, content)
        except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError) as error:
            raise _named(error) from error
        except OSError as error:
            # The file of certificates to trust cannot be read.
            raise EndpointError(_("Không mở được tệp chứng thư tin cậy: %s.") % error) from error


def _bounded(response: requests.Response, longest: int) -> Iterator[bytes]:
    length, last = 0, time.monotonic() + READ_SECONDS
    for part in response.iter_content(64 * 1024):
        length += len(part)
        if length > longest:
            raise EndpointError(
                _("Cổng quốc gia trả lời dài quá %(most)s MB; đã ngừng đọc.")
                % {"most": longest // MEBIBYTE},
                may_be_the_message=True,
            )
        if time.monotonic() > last:
            raise EndpointError(_late(), may_be_the_message=True)
        yield part


def _refuse_redirect(response: requests.Response) -> None:
    if not 300 <= response.status_code < 400:
        return
    target = response.headers.get("Location", "")
    try:
        host = urlsplit(target).netloc or target
    except ValueError:
        host = target
    raise EndpointError(
        _(
            "Cổng quốc gia chuyển hướng sang “%(host)s”; không gửi dữ liệu tới đó. "
            "Hãy kiểm tra NATIONAL_PORTAL_URL."
        )
        % {"host": host[:100]}
    )


def _named(error: Exception) -> EndpointError:
    if isinstance(error, requests.exceptions.SSLError):
        return EndpointError(_certificate_fault(error))
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return EndpointError(_("Không kết nối được tới cổng quốc gia (hết thời gian chờ)."))
    if isinstance(error, requests.exceptions.Timeout):
        return EndpointError(_late(), may_be_the_message=True)
    if any(isinstance(each, urllib3.exceptions.ReadTimeoutError) for each in _causes(error)):
        return EndpointError(_late(), may_be_the_message=True)
    if any(isinstance(each, urllib3.exceptions.NewConnectionError) for each in _causes(error)):
        return EndpointError(_("Không kết nối được tới cổng quốc gia."))
    if any(isinstance(each, urllib3.exceptions.ProtocolError) for each in _causes(error)):
        return EndpointError(
            _("Cổng quốc gia ngắt kết nối khi chưa trả lời xong."), may_be_the_message=True
        )
    return EndpointError(
        _("Không kết nối được tới cổng quốc gia (%(error)s).") % {"error": type(error).__name__}
    )


def _late() -> str:
    return _("Cổng quốc gia không trả lời kịp thời.")


def _certificate_fault(error: Exception) -> str:
    """What is wrong with the certificate, in words that say where to look."""
    code = next(
        (
            each.verify_code
            for each in _causes(error)
            if isinstance(each, ssl.SSLCertVerificationError)
        ),
        0,
    )
    if code in (SELF_SIGNED, SELF_SIGNED_IN_CHAIN, UNKNOWN_ISSUER, UNKNOWN_FIRST):
        return _(
            "Chứng thư của cổng quốc gia do nơi không được tin cậy cấp. Nếu nơi cấp đúng, hãy "
            "khai báo chứng thư gốc của họ ở NATIONAL_PORTAL_CA."
        )
    if code == EXPIRED:
        return _("Chứng thư của cổng quốc gia đã hết hạn (hoặc đồng hồ máy chủ cổng tỉnh sai).")
    if code == NOT_YET_VALID:
        return _(
            "Chứng thư của cổng quốc gia chưa đến ngày hiệu lực (hoặc đồng hồ máy chủ cổng tỉnh "
            "sai)."
        )
    if code in (OTHER_NAME, OTHER_ADDRESS):
        return _("Chứng thư của cổng quốc gia cấp cho tên miền khác với NATIONAL_PORTAL_URL.")
    return _("Không lập được kết nối mã hóa với cổng quốc gia.")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error, and what the libraries wrapped in it."""
    waiting, seen = [error], set[int]()
    while waiting:
        each = waiting.pop(0)
        if not isinstance(each, BaseException) or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        waiting += [each.__cause__, each.__context__, getattr(each, "reason", None)]
        waiting += [part for part in each.args if isinstance(part, BaseException)]
