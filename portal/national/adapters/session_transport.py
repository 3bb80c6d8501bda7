"""Calls of the form with a session login: one address, `error_code` "0" when all is well."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.national.adapters.exchange import Exchange, Reply
from portal.national.adapters.port import EndpointError
from portal.national.adapters.rest_transport import NOT_THE_MESSAGE, joined, short, unreadable
from portal.shared.folding import fold

OK, UNAUTHORISED = 200, 401
GOOD = "0"
# No source lists the codes of this form: a lost session is known by this code or by its words.
SESSION_LOST = frozenset({"401"})
SESSION_WORDS = ("phien lam viec", "session")


@dataclass(frozen=True)
class Said:
    """An answer that could be read."""

    code: str
    message: str
    content: Mapping[str, Any]

    @property
    def is_good(self) -> bool:
        """Whether the call did what it was asked."""
        return self.code == GOOD

    @property
    def is_session_lost(self) -> bool:
        """Whether the other side does not know our session (any more)."""
        if self.is_good or self.content.get("data"):
            return False
        words = fold(self.message)
        return self.code in SESSION_LOST or any(each in words for each in SESSION_WORDS)

    @property
    def reason(self) -> str:
        """Why it is not good, for people."""
        if self.message:
            return self.message
        return _("Cổng quốc gia từ chối (error_code %(code)s) mà không nêu lý do.") % {
            "code": self.code[:20]
        }


class SessionTransport:
    """Speaks to `<url>/apiVXP/`; one session for all threads."""

    def __init__(
        self, *, url: str, username: str, password: str, unit: str, exchange: Exchange
    ) -> None:
        self._address = url.rstrip("/") + "/apiVXP/"
        self._username, self._password, self._unit = username, password, unit
        self._exchange = exchange
        self._session = ""
        self._lock = threading.Lock()

    def call(self, service: str, **parameters: object) -> Said:
        """Call it; with a lost session log in once and call again. Raises EndpointError."""
        session = self._session or self._log_in(instead_of="")
        said = self._ask(session, service, parameters)
        if said.is_session_lost:
            said = self._ask(self._log_in(instead_of=session), service, parameters)
        if said.is_session_lost:
            raise EndpointError(
                joined(_("Cổng quốc gia không nhận phiên làm việc vừa cấp."), said.message)
            )
        return said

    def _ask(self, session: str, service: str, parameters: Mapping[str, object]) -> Said:
        heading = {"session": session, "madonvi": self._unit, "service": service}
        return _said(self._post(self._address, heading | dict(parameters)))

    def _log_in(self, *, instead_of: str) -> str:
        """A session, and not that one: of several threads that lost it one logs in."""
        with self._lock:
            if self._session == instead_of:
                # A login that fails leaves no session that is known to be lost.
                self._session = ""
                self._session = self._new_session()
            return self._session

    def _new_session(self) -> str:
        login = {"username": self._username, "password": self._password}
        said = _said(self._post(self._address + "login", login))
        if not said.is_good:
            raise EndpointError(joined(_("Không đăng nhập được vào cổng quốc gia."), said.reason))
        session = said.content.get("session")
        if not isinstance(session, str) or not session:
            raise EndpointError(_("Cổng quốc gia không cấp phiên làm việc khi đăng nhập."))
        return session

    def _post(self, url: str, content: Mapping[str, object]) -> Reply:
        body = json.dumps(content, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        return self._exchange("POST", url, body=body, headers=headers)


def _said(reply: Reply) -> Said:
    if reply.status == UNAUTHORISED:
        return Said(str(UNAUTHORISED), "", {})
    if reply.status != OK:
        raise EndpointError(
            _("Cổng quốc gia trả lời mã %(status)s.") % {"status": reply.status},
            may_be_the_message=reply.status not in NOT_THE_MESSAGE,
        )
    try:
        content = json.loads(reply.body)
    except (ValueError, RecursionError) as error:
        raise EndpointError(unreadable(reply), may_be_the_message=True) from error
    code = error_code(content)
    if code is None:
        raise EndpointError(_("Cổng quốc gia trả lời thiếu error_code."), may_be_the_message=True)
    return Said(code, short(content.get("message")), content)


def error_code(content: object) -> str | None:
    """The code as text, sent as a number or as text; None without one."""
    code = content.get("error_code") if isinstance(content, Mapping) else None
    if isinstance(code, bool) or not isinstance(code, int | str):
        return None
    return str(code).strip() or None
