"""The national portal as a provider of allauth's: what we ask for, and how an answer is checked."""

from secrets import token_urlsafe
from typing import Any

from allauth.socialaccount.models import SocialAccount, SocialLogin, SocialToken
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse

from portal.accounts.models import User
from portal.accounts.sign_on import chosen, discovery, id_token
from portal.accounts.sign_on.facts import Facts, read_facts


class NationalLogin(SocialLogin):
    """Somebody who has just come back from the national portal."""

    facts: Facts
    id_token: str

    def lookup(self) -> None:
        """Whose account it is here is looked up, and written down, by our own actions."""


class NationalAdapter(OpenIDConnectOAuth2Adapter):
    """Speaks to the national portal. Raises RequestException, Untrusted, Malformed."""

    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """The discovery document, kept for some minutes."""
        return discovery.configuration()

    @property
    def basic_auth(self) -> bool:
        """How we say who we are: in the header, unless the portal only takes it in the body."""
        methods = self.openid_config.get("token_endpoint_auth_methods_supported")
        return not isinstance(methods, list) or "client_secret_basic" in methods

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        """The access token; it is used once and kept nowhere."""
        return SocialToken(token=str(data["access_token"]))

    def complete_login(
        self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any
    ) -> NationalLogin:
        """The checked ID token and the facts."""
        text = kwargs["response"].get("id_token")
        claims = id_token.verified(text, nonce=self.nonce)
        login = NationalLogin(
            user=User(),
            account=SocialAccount(provider=chosen.PROVIDER_ID, uid=claims["sub"]),
            provider=self.get_provider(),
        )
        login.facts = read_facts(
            issuer=chosen.issuer(), token=claims, userinfo=self._fetch_user_info(token.token)
        )
        login.id_token = text
        return login


class NationalProvider(OpenIDConnectProvider):
    """Takes nothing about the request from the browser but where the person wants to go."""

    oauth2_adapter_class = NationalAdapter

    def redirect_from_request(self, request: HttpRequest) -> HttpResponse:
        """To the national portal, with PKCE, a state and a nonce. Who is signed in here already
        wants to link or to prove himself once more: a session left open there is not enough.
        Raises RequestException."""
        nonce = token_urlsafe(24)
        again = {"prompt": "login"} if request.user.is_authenticated else {}
        asked = self.get_redirect_from_request_kwargs(request)
        return self.redirect(
            request,
            process="login",
            next_url=asked.get("next_url"),
            scope=self.get_scope(),
            auth_params={"nonce": nonce, **again},
            nonce=nonce,
        )


provider_classes = [NationalProvider]
