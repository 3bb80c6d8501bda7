"""How a request of the REST form proves who sends it."""

import json
import re
import threading
import time
from collections.abc import Mapping
from typing import Protocol
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from portal.national.adapters.exchange import Exchange, Reply
from portal.national.adapters.port import EndpointError
from portal.national.adapters.signature import sign

SCOPE = "sync"
# A token is not used in the last tenth of its life, at most a minute: it could end on its way.
LEAST_SHARE_LEFT, MOST_SECONDS_LEFT = 0.1, 60.0
DEFAULT_LIFE_SECONDS = 300.0
# What may stand in the header Authorization (RFC 6750).
TOKEN = re.compile(r"[A-Za-z0-9._~+/-]+=*")


class Credentials(Protocol):
    """Called from several threads at once."""

    def headers(self, signed: bytes) -> Mapping[str, str]:
        """What to send along. `signed`: the body of a POST, path and query of a GET."""
        ...

    def renew(self, sent: Mapping[str, str]) -> bool:
        """These headers were answered by 401; whether it is worth asking again with new ones."""
        ...


class SignedRequests:
    """HMAC-SHA256 of the time of sending and the content, with a secret that both sides know."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def headers(self, signed: bytes) -> Mapping[str, str]:
        """The time and the signature."""
        # The machine's own time, also while history is being made with a pinned clock.
        timestamp = str(int(time.time()))
        return {"X-Timestamp": timestamp, "X-Signature": sign(self._secret, timestamp, signed)}

    def renew(self, sent: Mapping[str, str]) -> bool:
        """Another signature would say the same."""
        return False


class AccessToken:
    """OAuth2 client credentials (RFC 6749 section 4.4): one token, kept until shortly before its
    end, fetched anew when the other side does not take it any more."""

    def __init__(
        self, *, token_url: str, client_id: str, client_secret: str, exchange: Exchange
    ) -> None:
        self._token_url = token_url
        self._login = (client_id, client_secret)
        self._exchange = exchange
        self._lock = threading.Lock()
        self._token = ""
        self._good_until = 0.0

    def headers(self, signed: bytes) -> Mapping[str, str]:
        """The token. Raises EndpointError when none can be had."""
        with self._lock:
            if not self._token or time.monotonic() >= self._good_until:
                self._fetch()
            return {"Authorization": f"Bearer {self._token}"}

    def renew(self, sent: Mapping[str, str]) -> bool:
        """Forget the token that was refused; another thread may have a new one already."""
        with self._lock:
            if sent.get("Authorization") == f"Bearer {self._token}":
                self._token = ""
        return True

    def _fetch(self) -> None:
        asked_at = time.monotonic()
        body = urlencode({"grant_type": "client_credentials", "scope": SCOPE}).encode()
        try:
            reply = self._exchange(
                "POST",
                self._token_url,
                body=body,
                headers={"Content-Type": "application/x-www-form-urlencoded"},
                login=self._login,
            )
        except EndpointError as error:
            # Whatever it was, it was not about the message.
            raise EndpointError(_("Khi lấy thẻ truy cập: %s") % error) from error
        granted = _granted(reply)
        life = granted.get("expires_in")
        seconds = float(life) if isinstance(life, int | float) else DEFAULT_LIFE_SECONDS
        self._token = str(granted["access_token"])
        self._good_until = asked_at + seconds - min(MOST_SECONDS_LEFT, seconds * LEAST_SHARE_LEFT)


def _granted(reply: Reply) -> Mapping[str, object]:
    try:
        content = json.loads(reply.body)
    except (ValueError, RecursionError):
        content = None
    said = content if isinstance(content, dict) else {}
    if reply.status in (400, 401, 403):
        raise EndpointError(
            _(
                "Cổng quốc gia không cấp thẻ truy cập cho cổng tỉnh (%(error)s). Hãy kiểm tra "
                "NATIONAL_PORTAL_CLIENT_ID và NATIONAL_PORTAL_CLIENT_SECRET."
            )
            % {"error": str(said.get("error", reply.status))[:60]}
        )
    token = said.get("access_token")
    if reply.status != 200 or not isinstance(token, str) or not TOKEN.fullmatch(token):
        raise EndpointError(
            _("Không lấy được thẻ truy cập của cổng quốc gia (mã %(status)s).")
            % {"status": reply.status}
        )
    return said
