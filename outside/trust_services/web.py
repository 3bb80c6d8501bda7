"""The addresses of the stand-in, as one WSGI application.

`/demo/…` (OCSP, CRL, time stamps) is certomancer's own; `/csc/…` is the remote signing; what
begins with `_` is for tests and for the demo's preparation.
"""

import json
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

from asn1crypto import ocsp
from werkzeug.exceptions import HTTPException, NotFound, ServiceUnavailable
from werkzeug.routing import Map, Rule
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from outside.trust_services import page
from outside.trust_services.authority import Authority, Wanted
from outside.trust_services.faults import Faults
from outside.trust_services.layout import ARCHITECTURE
from outside.trust_services.register import OUR_CA, STRANGER
from outside.trust_services.remote_signing import Refused, RemoteSigning

LONGEST_REQUEST = 1024 * 1024
BEFORE_THE_QUESTION = timedelta(minutes=1)
PEM = "application/x-pem-file"
_ROUTES = Map(
    [
        Rule("/", endpoint="home", methods=["GET"]),
        Rule("/health", endpoint="health", methods=["GET"]),
        Rule("/style.css", endpoint="style", methods=["GET"]),
        Rule("/root.pem", endpoint="root", methods=["GET"]),
        Rule("/faults", endpoint="faults", methods=["GET", "POST"]),
        Rule("/_fault", endpoint="fault", methods=["GET", "POST"]),
        Rule("/_issue", endpoint="issue", methods=["POST"]),
        Rule("/_revoke", endpoint="revoke", methods=["POST"]),
        Rule("/_unlock", endpoint="unlock", methods=["POST"]),
        Rule("/revoke", endpoint="revoke_by_hand", methods=["POST"]),
        Rule("/csc/<any(v1, v2):version>/<path:method>", endpoint="csc", methods=["POST"]),
    ]
)


class TrustServices:
    """One authority and what stands around it."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.faults = Faults()
        self.remote = RemoteSigning(authority)

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        request = Request(environ)
        request.max_content_length = LONGEST_REQUEST
        try:
            answer = self._answer(request)
        except HTTPException as error:
            answer = error
        except (KeyError, ValueError) as error:
            answer = _json({"error": f"{type(error).__name__}: {error}"}, 400)
        return answer(environ, start_response)

    def _answer(self, request: Request) -> Callable[..., Iterable[bytes]]:
        if request.path.startswith(f"/{ARCHITECTURE}/"):
            return self._trust(request)
        name, values = _ROUTES.bind_to_environ(request.environ).match()
        return getattr(self, f"_{name}")(request, **values)

    def _trust(self, request: Request) -> Callable[..., Iterable[bytes]]:
        self._slow()
        clock = request.path.startswith(f"/{ARCHITECTURE}/tsa/")
        if self.faults.hits("timestamp_down" if clock else "ocsp_down"):
            raise ServiceUnavailable("The stand-in was told to fail.")
        if request.path.startswith(f"/{ARCHITECTURE}/ocsp/") and self.faults.hits("revoke"):
            self._revoke_asked(request)
        return self.authority.answers()

    def _revoke_asked(self, request: Request) -> None:
        question = request.get_data()
        request.environ["wsgi.input"] = BytesIO(question)  # whoever answers reads it again
        # Who asks has fixed the moment that he asks about before his question came here.
        before = datetime.now(UTC) - BEFORE_THE_QUESTION
        for each in ocsp.OCSPRequest.load(question)["tbs_request"]["request_list"]:
            self.authority.revoke(each["req_cert"]["serial_number"].native, at=before)

    def _slow(self) -> None:
        time.sleep(self.faults.take("slow") or 0)

    def _csc(self, request: Request, version: str, method: str) -> Response:
        self._slow()
        if self.faults.hits("remote_down"):
            raise ServiceUnavailable("The stand-in was told to fail.")
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            asked = json.loads(request.get_data() or b"{}")
            return _json(self.remote.call(method, asked, token))
        except Refused as refused:
            answer = {"error": refused.error, "error_description": refused.description}
            return _json(answer, refused.status)
        except KeyError:
            raise NotFound from None

    def _home(self, _request: Request) -> Response:
        return _html(page.home(self.authority.register.all()))

    def _health(self, _request: Request) -> Response:
        return Response("ok", mimetype="text/plain")

    def _style(self, _request: Request) -> Response:
        return Response(page.STYLE, mimetype="text/css")

    def _root(self, _request: Request) -> Response:
        return Response(self.authority.certificate_pem("root"), mimetype=PEM)

    def _faults(self, request: Request) -> Any:
        if request.method == "POST":
            self._obey(request.form.to_dict())
            return redirect("/faults", 303)
        return _html(page.faults(self.faults.ordered()))

    def _fault(self, request: Request) -> Response:
        if request.method == "POST":
            self._obey(_given(request))
        return _json(self.faults.ordered())

    def _obey(self, given: dict[str, Any]) -> None:
        if given.get("clear"):
            self.faults.clear()
            return
        value = given.get("value")
        self.faults.order(
            str(given["name"]),
            count=int(given.get("count", 1)),
            value=None if value in (None, "") else int(value),
        )

    def _issue(self, request: Request) -> Response:
        """PKCS#12 for what is wanted; for a `pin`, the key stays here and its name is told."""
        given = _given(request)
        issuer = str(given.get("issuer") or OUR_CA)
        if issuer not in (OUR_CA, STRANGER):
            raise ValueError(f"issuer: {issuer}")
        wanted = Wanted(
            common_name=str(given["common_name"]),
            organisation=str(given.get("organisation") or ""),
            issuer=issuer,
            valid_from=_moment(given.get("valid_from")),
            valid_to=_moment(given.get("valid_to")),
        )
        holder = self.authority.issue(wanted)
        if given.get("pin"):
            with self.authority.register.changing():
                holder.pin = str(given["pin"])
            return _json({"credential": holder.label, "serial": str(holder.serial)})
        file = self.authority.pkcs12(holder.label, str(given["passphrase"]))
        answer = Response(file, mimetype="application/x-pkcs12")
        answer.headers["X-Serial"] = str(holder.serial)
        return answer

    def _revoke(self, request: Request) -> Response:
        given = _given(request)
        self.authority.revoke(int(given["serial"]), _moment(given.get("at")))
        return _json({})

    def _revoke_by_hand(self, request: Request) -> Any:
        self.authority.revoke(int(request.form["serial"]))
        return redirect("/", 303)

    def _unlock(self, request: Request) -> Response:
        with self.authority.register.changing():
            self.authority.register.get(str(_given(request)["credential"])).wrong_pins = 0
        return _json({})


def _given(request: Request) -> dict[str, Any]:
    if request.mimetype == "application/json":
        return dict(json.loads(request.get_data()))
    return request.form.to_dict()


def _moment(text: object) -> datetime | None:
    return datetime.fromisoformat(str(text)) if text else None


def _html(text: str) -> Response:
    answer = Response(text, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = "default-src 'self'"
    return answer


def _json(content: dict[str, Any], status: int = 200) -> Response:
    return Response(json.dumps(content), status=status, mimetype="application/json")
