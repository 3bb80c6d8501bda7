"""The clean REST form: JSON, problem details (RFC 9457), idempotency keys, a signed body."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import requests
from django.conf import settings
from django.utils.translation import gettext as _
from requests.adapters import HTTPAdapter

from portal.national.adapters.port import Answer, EndpointError, Outgoing
from portal.national.adapters.signature import sign
from portal.national.mapping.dossier_record import dossier_record
from portal.national.mapping.progress_record import progress_record
from portal.shared import clock

CONNECT_SECONDS, ANSWER_SECONDS = 3.0, 10.0
CONNECTIONS = 8
# The endpoint says that it takes nothing from us now, whatever the message.
NOT_THE_MESSAGE = frozenset({401, 403, 404, 429, 502, 503, 504})


class RestPortal:
    """Speaks to `<url>/api/v1/messages`; keeps its connections open."""

    def __init__(self, *, url: str, secret: str, sender: str) -> None:
        self._endpoint = url.rstrip("/") + "/api/v1/messages"
        self._secret = secret
        self._sender = sender
        self._session = requests.Session()
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(pool_maxsize=CONNECTIONS))

    def send(self, batch: Sequence[Outgoing]) -> list[Answer]:
        """One request for the whole batch. Raises EndpointError."""
        response = self._post(
            {"sentAt": clock.now().isoformat(), "messages": [_wire(each) for each in batch]}
        )
        results = _results(response)
        return [_answer(each.key, results) for each in batch]

    def _post(self, content: Mapping[str, object]) -> requests.Response:
        body = json.dumps(content, ensure_ascii=False).encode()
        timestamp = str(int(clock.now().timestamp()))
        headers = {
            "Content-Type": "application/json",
            "X-Sender": self._sender,
            "X-Timestamp": timestamp,
            "X-Signature": sign(self._secret, timestamp, body),
        }
        try:
            return self._session.post(
                self._endpoint,
                data=body,
                headers=headers,
                timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
                allow_redirects=False,
            )
        except requests.exceptions.SSLError as error:
            raise EndpointError(_("Chứng thư của cổng quốc gia không hợp lệ.")) from error
        except requests.exceptions.ConnectTimeout as error:
            raise EndpointError(_("Không kết nối được tới cổng quốc gia.")) from error
        except requests.exceptions.Timeout as error:
            raise EndpointError(
                _("Cổng quốc gia không trả lời kịp thời."), may_be_the_message=True
            ) from error
        except requests.exceptions.RequestException as error:
            raise EndpointError(
                _("Không kết nối được tới cổng quốc gia (%(error)s).")
                % {"error": type(error).__name__}
            ) from error


def rest_portal() -> RestPortal:
    """The adapter as the settings say."""
    return RestPortal(
        url=settings.NATIONAL_PORTAL_URL,
        secret=settings.NATIONAL_PORTAL_SECRET,
        sender=settings.PROVINCE_CODE,
    )


def _wire(outgoing: Outgoing) -> dict[str, object]:
    return {
        "idempotencyKey": str(outgoing.key),
        "event": outgoing.change.event,
        "dossier": dossier_record(outgoing.change),
        "progress": progress_record(outgoing.change),
    }


def _results(response: requests.Response) -> dict[str, Mapping[str, Any]]:
    """The results by idempotency key. Raises EndpointError for anything but a clean answer."""
    if response.status_code != requests.codes.ok:
        raise EndpointError(
            _("Cổng quốc gia trả lời mã %(status)s. %(detail)s")
            % {"status": response.status_code, "detail": _problem_detail(response)},
            may_be_the_message=response.status_code not in NOT_THE_MESSAGE
            and not response.is_redirect,
        )
    try:
        return {str(result["idempotencyKey"]): result for result in response.json()["results"]}
    except (ValueError, KeyError, TypeError) as error:
        kind = response.headers.get("Content-Type", "?")
        raise EndpointError(
            _("Cổng quốc gia trả lời không đúng định dạng (%(kind)s).") % {"kind": kind},
            may_be_the_message=True,
        ) from error


def _answer(key: UUID, results: Mapping[str, Mapping[str, Any]]) -> Answer:
    result = results.get(str(key))
    if result is None:
        return Answer(key, refusal=_("Cổng quốc gia không trả lời cho bản tin này."))
    if result.get("outcome") == "accepted":
        return Answer(key)
    problem = result.get("problem")
    detail = problem.get("detail") if isinstance(problem, Mapping) else None
    return Answer(key, refusal=str(detail or _("Cổng quốc gia từ chối mà không nêu lý do.")))


def _problem_detail(response: requests.Response) -> str:
    if "json" not in response.headers.get("Content-Type", ""):
        return ""
    try:
        problem = response.json()
    except ValueError:
        return ""
    return str(problem.get("detail", "")) if isinstance(problem, Mapping) else ""
