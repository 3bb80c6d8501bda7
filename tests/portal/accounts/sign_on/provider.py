"""A small OpenID provider of our own that can also lie: wrong issuer, audience, key, time, nonce,
HTML, silence. What it says when it tells the truth is checked against two others (test_independent,
test_stub)."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from tests.local_server import serving

CLIENT, SECRET = "motcua-tests", "secret-of-the-tests-of-the-sign-on"
TRA = {
    "sub": "quoc-gia-tra",
    "name": "Nguyễn Thị Trà",
    "birthdate": "1990-03-22",
    "identity_number": "049190004747",
    "assurance_level": "2",
}
LAN = {
    "sub": "quoc-gia-lan",
    "name": "Trần Thị Ngọc Lan",
    "birthdate": "1985-10-05",
    "identity_number": "049185012345",
    "assurance_level": "2",
}
HOA = {
    "sub": "quoc-gia-hoa",
    "name": "Phạm Văn Hòa",
    "birthdate": "1995-06-15",
    "identity_number": "049095001234",
    "assurance_level": "2",
    "email": "hoa@motcua.example",
}

_RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_FORGERS_RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_EC = ec.generate_private_key(ec.SECP256R1())


class Provider:
    """Says the truth until told otherwise; `reset` between tests."""

    def __init__(self, certificate: Path | None = None) -> None:
        """`certificate`: serve HTTPS with this file (certificate and key)."""
        self._certificate = certificate
        self.url = ""  # known once it serves
        self._hurry = threading.Event()
        self.reset()

    def hurry(self) -> None:
        """Whoever thinks slowly is to stop it."""
        self._hurry.set()

    def reset(self) -> None:
        """As it is on a good day."""
        self.hurry()
        self._hurry = threading.Event()
        self.claims: dict[str, Any] = {}  # instead of those of the ID token; None leaves one out
        self.userinfo: dict[str, Any] = {}  # the same at the userinfo endpoint
        self.document: dict[str, Any] = {}  # the same in the discovery document
        self.algorithm = "RS256"
        self.is_forged = False
        self.has_key_name = True
        self.answers: dict[str, tuple[int, str, str]] = {}  # path -> status, type, body
        self.slow_seconds: dict[str, float] = {}  # path -> how long it thinks
        self.asked: list[str] = []
        self._codes: dict[str, dict[str, Any]] = {}
        self._tokens: dict[str, dict[str, Any]] = {}

    @contextmanager
    def running(self) -> Iterator["Provider"]:
        """Serves on a thread."""
        with serving(_handler_of(self), certificate=self._certificate) as server:
            self.url = server.url
            yield self
            self.reset()

    def sign_in(self, authorize_url: str, person: dict[str, Any]) -> str:
        """The person signs in and agrees; the way back, as path and query."""
        asked = {
            name: values[0] for name, values in parse_qs(urlsplit(authorize_url).query).items()
        }
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = token_urlsafe(12)
        self._codes[code] = {**asked, "person": person}
        return (
            f"{urlsplit(asked['redirect_uri']).path}?"
            f"{urlencode({'code': code, 'state': asked['state']})}"
        )

    def answer(self, method: str, path: str, headers: Any, body: str) -> tuple[int, str, str]:
        """Status, content type and body."""
        self.asked.append(f"{method} {path}")
        self._hurry.wait(self.slow_seconds.get(path, 0))
        if path in self.answers:
            return self.answers[path]
        status, found = {
            "/.well-known/openid-configuration": self._document,
            "/jwks": self._keys,
            "/token": lambda: self._token(headers, body),
            "/userinfo": lambda: self._userinfo(headers),
        }[path]()
        return status, "application/json", json.dumps(found)

    def _document(self) -> tuple[int, Any]:
        return 200, _changed(
            {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "userinfo_endpoint": f"{self.url}/userinfo",
                "jwks_uri": f"{self.url}/jwks",
                "end_session_endpoint": f"{self.url}/logout",
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            },
            self.document,
        )

    def _keys(self) -> tuple[int, Any]:
        rsa_key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(_RSA.public_key()))
        ec_key = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(_EC.public_key()))
        return 200, {
            "keys": [
                {**rsa_key, "kid": "rsa-1", "use": "sig", "alg": "RS256"},
                {**ec_key, "kid": "ec-1", "use": "sig"},
            ]
        }

    def _token(self, headers: Any, body: str) -> tuple[int, Any]:
        form = _one_of_each(body)
        expected = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        asked = self._codes.pop(form.get("code", ""), None)
        if headers.get("Authorization") != f"Basic {expected}" or asked is None:
            return 400, {"error": "invalid_grant"}
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if challenge != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        access = token_urlsafe(12)
        self._tokens[access] = asked["person"]
        return 200, {
            "access_token": access,
            "token_type": "Bearer",
            "id_token": self._id_token(asked),
        }

    def _id_token(self, asked: dict[str, Any]) -> str:
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **asked["person"],
        }
        if self.algorithm == "HS256":
            key: Any = SECRET
        elif self.algorithm == "none":
            key = None
        elif self.algorithm == "ES256":
            key = _EC
        else:
            key = _FORGERS_RSA if self.is_forged else _RSA
        name = {"kid": "ec-1" if self.algorithm == "ES256" else "rsa-1"}
        return jwt.encode(
            _changed(claims, self.claims),
            key,
            algorithm=self.algorithm,
            headers=name if self.has_key_name else None,
        )

    def _userinfo(self, headers: Any) -> tuple[int, Any]:
        person = self._tokens.get(headers.get("Authorization", "").removeprefix("Bearer "))
        if person is None:
            return 401, {"error": "invalid_token"}
        return 200, _changed(dict(person), self.userinfo)


def _one_of_each(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


def _changed(values: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in (values | changes).items() if value is not None}


def _handler_of(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length).decode()
            path = urlsplit(self.path).path
            status, kind, text = provider.answer(self.command, path, self.headers, body)
            content = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            if 300 <= status < 400:
                self.send_header("Location", text)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = _answer  # noqa: N815 - names of http.server

        def log_message(self, *_args: Any) -> None:
            pass

    return Handler
