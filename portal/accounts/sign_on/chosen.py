"""Which national portal people sign in with: the settings, as allauth wants to know them."""

from allauth.socialaccount.models import SocialApp
from django.conf import settings

PROVIDER = "openid_connect"
PROVIDER_ID = "national"
SCOPES = ["openid", "profile", "identity"]


def is_offered() -> bool:
    """Without an issuer there is no button, and its addresses answer 404."""
    return bool(settings.NATIONAL_SIGN_ON_URL)


def issuer() -> str:
    """The issuer as it names itself, without a stroke at the end."""
    return str(settings.NATIONAL_SIGN_ON_URL).rstrip("/")


def social_app() -> SocialApp:
    """Who we are there (never stored: a secret belongs to the environment)."""
    return SocialApp(
        provider=PROVIDER,
        provider_id=PROVIDER_ID,
        name="Cổng Dịch vụ công quốc gia",
        client_id=settings.NATIONAL_SIGN_ON_CLIENT_ID,
        secret=settings.NATIONAL_SIGN_ON_SECRET,
        settings={"server_url": issuer(), "oauth_pkce_enabled": True, "scope": SCOPES},
    )
