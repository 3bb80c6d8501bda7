"""The systems of a province that are known here; made and brought up to date at each start."""

import os

from allauth.idp.oidc.models import Client

from outside.national_stub.identity.addresses import post_logout_uris, redirect_uris
from outside.national_stub.identity.facts import SCOPES

SIGN_ON, SYNC = "motcua-sign-on", "motcua-sync"
SYNC_SCOPE = "sync"
SIGN_ON_NAME = "Cổng Dịch vụ công tỉnh (Một Cửa)"


def make_clients() -> None:
    """`motcua-sign-on` signs people on, `motcua-sync` sends states."""
    _make(
        SIGN_ON,
        name=SIGN_ON_NAME,
        secret=os.environ.get("NATIONAL_STUB_SIGN_ON_SECRET", "national-demo-sign-on-secret"),
        grant=Client.GrantType.AUTHORIZATION_CODE,
        scopes=list(SCOPES),
        redirect=redirect_uris(),
        logout=post_logout_uris(),
    )
    _make(
        SYNC,
        name="Đồng bộ trạng thái hồ sơ của tỉnh",
        secret=os.environ.get("NATIONAL_STUB_SYNC_SECRET", "national-demo-sync-secret"),
        grant=Client.GrantType.CLIENT_CREDENTIALS,
        scopes=[SYNC_SCOPE],
        redirect=[],
        logout=[],
    )


def _make(
    key: str,
    *,
    name: str,
    secret: str,
    grant: str,
    scopes: list[str],
    redirect: list[str],
    logout: list[str],
) -> None:
    client = Client.objects.filter(id=key).first() or Client(id=key, secret="")
    client.name = name
    client.set_grant_types([grant])
    client.set_scopes(scopes)
    client.set_redirect_uris(redirect)
    client.set_post_logout_redirect_uris(logout)
    if not client.secret or not client.check_secret(secret):
        client.set_secret(secret)
    client.save()
