"""A person at the stub's pages, and the province's side of the sign-on, over HTTP."""

import base64
import hashlib
import html
import re
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import requests

CLIENT = ("motcua-sign-on", "national-demo-sign-on-secret")
CALLBACK = "http://127.0.0.1:8000/accounts/oidc/national/login/callback/"
SIGNED_OUT = "http://127.0.0.1:8000/accounts/national/signed-out/"
PASSWORD = "motcua-demo"
TRA, LAN, HOA, THU = "049190004747", "049185012345", "049095001234", "049198002468"
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class PersonSession(requests.Session):
    """A browser without JavaScript: keeps cookies and sends the hidden fields of forms."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base

    def send_form(self, page: requests.Response, url: str = "", **fields: str) -> requests.Response:
        """Post the form of a page (redirects are not followed); `url` where it goes elsewhere."""
        data = [(html.unescape(name), html.unescape(value)) for name, value in _hidden(page)]
        target = self.base + url if url else page.url
        return self.post(target, data=[*data, *fields.items()], allow_redirects=False, timeout=60)

    def sign_in(self, identifier: str, password: str = PASSWORD) -> requests.Response:
        """Through the page."""
        page = self.get(self.base + "/identity/sign-in/", timeout=60)
        return self.send_form(page, identifier=identifier, password=password)


@dataclass
class SignOn:
    """One sign-on as the province begins it (with PKCE) and ends it."""

    person: PersonSession
    redirect_uri: str = CALLBACK
    scope: str = "openid profile identity"

    def __post_init__(self) -> None:
        self.verifier = secrets.token_urlsafe(48)
        self.state, self.nonce = secrets.token_urlsafe(8), secrets.token_urlsafe(8)

    def authorize(self, **more: str) -> requests.Response:
        """What the person sees when the province sends him there."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": CLIENT[0],
            "redirect_uri": self.redirect_uri,
            "scope": self.scope,
            "state": self.state,
            "nonce": self.nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        url = self.person.base + "/identity/o/authorize"
        return self.person.get(url, params=asked | more, timeout=60, allow_redirects=False)

    def answer(self, consent: requests.Response, action: str = "grant") -> dict[str, str]:
        """Press a button of the page of consent; returns what comes back to the province."""
        back = self.person.send_form(consent, "/identity/o/authorize", action=action)
        assert back.status_code == 302, back.text
        assert back.headers["Location"].startswith(self.redirect_uri + "?")
        query = parse_qs(urlsplit(back.headers["Location"]).query)
        return {name: values[0] for name, values in query.items()}

    def token(self, code: str, client: tuple[str, str] = CLIENT, **more: str) -> requests.Response:
        """Exchange the code."""
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri,
            "code_verifier": self.verifier,
        }
        url = self.person.base + "/identity/o/api/token"
        return requests.post(url, data=sent | more, auth=client, timeout=60)

    def claims(self, id_token: str) -> dict[str, Any]:
        """The ID token's, its signature checked with the published key."""
        keys = jwt.PyJWKClient(self.person.base + "/.well-known/jwks.json")
        key = keys.get_signing_key_from_jwt(id_token).key
        return jwt.decode(
            id_token, key, algorithms=["RS256"], audience=CLIENT[0], issuer=self.person.base
        )


def _hidden(page: requests.Response) -> list[tuple[str, str]]:
    main = page.text[page.text.index("<main") :]
    return _HIDDEN.findall(main)
