"""What allauth's OpenID Connect provider asks us: keys, the subject, the claims."""

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Literal

from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.internal.private_keys import filter_keys
from allauth.idp.oidc.models import Client, PrivateKey

from outside.national_stub.identity.facts import CLAIMS, SCOPES, facts
from outside.national_stub.identity.models import Person
from outside.national_stub.identity.secret_store import signing_key


class NationalProvider(DefaultOIDCAdapter):
    """The issuer is the address that was asked (allauth's default)."""

    def get_user_sub(self, client: Client, user: Any) -> str:
        """An opaque name that never changes; not the identity number."""
        return str(user.subject)

    def get_user_by_sub(self, client: Client, sub: str) -> Any:
        """The person, or None."""
        try:
            subject = uuid.UUID(sub)
        except (ValueError, AttributeError, TypeError):
            return None
        return Person.objects.filter(subject=subject, is_active=True).first()

    def get_claims(
        self,
        purpose: Literal["id_token", "userinfo"],
        user: Any,
        client: Client,
        scopes: Iterable[str],
        email: str | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """The same in the ID token and at the userinfo endpoint."""
        claims = {"sub": self.get_user_sub(client, user), "acr": user.assurance_level}
        return claims | {fact.claim: fact.value for fact in facts(user, set(scopes))}

    def list_private_keys(
        self,
        *,
        did_activate: Literal[True] | None = None,
        is_active: Literal[True] | None = None,
    ) -> list[PrivateKey]:
        """The one key, which never expires."""
        pem, made_at = signing_key()
        key = PrivateKey(pem=pem, issued_at=datetime.fromtimestamp(made_at, UTC))
        return filter_keys([key], did_activate=did_activate, is_active=is_active)

    def populate_server_metadata(self, data: dict[str, Any]) -> None:
        """Say only what is offered here."""
        del data["device_authorization_endpoint"]
        data["scopes_supported"] = [*SCOPES, "sync"]
        data["claims_supported"] = list(CLAIMS)
        data["acr_values_supported"] = list(Person.AssuranceLevel.values)
        data["grant_types_supported"] = ["authorization_code", "client_credentials"]
        data["response_types_supported"] = ["code"]
