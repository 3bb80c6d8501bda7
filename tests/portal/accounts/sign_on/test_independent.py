"""Against a provider that somebody else wrote (oidc-provider-mock, on authlib), over real HTTP: the
client follows the standard and not our stub."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from functools import cache
from urllib.parse import urlsplit

import pytest
import requests
from django.core.cache import caches
from django.test import Client
from oidc_provider_mock import User, run_server_in_thread

from portal.accounts.models import Citizen, NationalIdentity
from tests.portal.accounts.sign_on.conftest import START
from tests.portal.accounts.sign_on.provider import HOA, TRA
from tests.world import PASSWORD, Person

# What authlib says to its own users (oidc-provider-mock), not to us.
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")

PEOPLE = [
    User(sub=person["sub"], claims={k: v for k, v in person.items() if k != "sub"})
    for person in (HOA, TRA)
]


@pytest.fixture(scope="module")
def servers() -> Iterator[Callable[[int], str]]:
    """Addresses of running providers by how long their tokens live; each takes seconds to start."""
    with ExitStack() as running:

        @cache
        def address(seconds: int) -> str:
            server = running.enter_context(
                run_server_in_thread(
                    require_nonce=True,
                    access_token_max_age=timedelta(seconds=seconds),
                    user_claims=PEOPLE,
                )
            )
            return f"http://localhost:{server.server_port}"

        yield address


@pytest.fixture(params=[3600], ids=["valid"])
def independent(request, servers, settings, monkeypatch) -> str:
    """Running, and the portal pointed at it."""
    monkeypatch.setenv("no_proxy", os.environ.get("no_proxy", "localhost,127.0.0.1"))
    caches["memory"].clear()
    settings.NATIONAL_SIGN_ON_URL = servers(request.param)
    settings.NATIONAL_SIGN_ON_CLIENT_ID = "motcua"
    settings.NATIONAL_SIGN_ON_SECRET = "any-secret"
    return settings.NATIONAL_SIGN_ON_URL


def go_there(client: Client, person: dict[str, str], action: str = "authorize") -> str:
    """Out, signed in there, and the way back."""
    there = client.post(START, {"next": "/services/"})
    assert there.status_code == 302, there.content.decode()
    answer = requests.post(
        there.url, data={"sub": person["sub"], "action": action}, allow_redirects=False, timeout=60
    )
    assert answer.status_code in (302, 303), answer.text
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def test_registers_and_signs_in_again(client: Client, independent: str, units) -> None:
    response = client.get(go_there(client, HOA))
    assert response.url == "/accounts/national/register/"
    response = client.post(response.url, {"commune": "20974", "phone": "0935222333"})
    assert response.url == "/services/"
    citizen = Citizen.objects.get()
    assert (citizen.identity_number, citizen.full_name) == ("049095001234", "Phạm Văn Hòa")
    assert NationalIdentity.objects.get().issuer == independent
    client.logout()
    assert client.get(go_there(client, HOA)).url == "/services/"
    assert client.session["_auth_user_id"] == str(citizen.user_id)


def test_links_an_account_after_its_password(client: Client, independent: str, tra: Person) -> None:
    response = client.get(go_there(client, TRA))
    assert response.url == "/accounts/national/link/"
    assert client.post(response.url, {"password": PASSWORD}).url == "/services/"
    assert NationalIdentity.objects.get().citizen_id == tra.citizen.pk


def test_a_wrong_state(client: Client, independent: str, units, everything) -> None:
    before = everything()
    back = go_there(client, HOA)
    response = client.get(re.sub(r"state=[^&]+", "state=another", back))
    assert response.status_code == 400
    assert everything() == before


def test_a_replayed_code(client: Client, independent: str, units) -> None:
    first = go_there(client, HOA)
    client.get(first)
    code = re.search(r"code=([^&]+)", first).group(1)  # type: ignore[union-attr]
    second = go_there(client, HOA)
    response = client.get(re.sub(r"code=[^&]+", f"code={code}", second))
    assert response.status_code == 403
    assert "Chưa xác thực được với cổng quốc gia" in response.content.decode()


def test_a_person_who_says_no(client: Client, independent: str, units) -> None:
    assert client.get(go_there(client, HOA, "deny")).url == "/accounts/login/"


@pytest.mark.parametrize("independent", [-3600], indirect=True, ids=["an hour ago"])
def test_an_expired_token(client: Client, independent: str, units, everything) -> None:
    before = everything()
    response = client.get(go_there(client, HOA))
    assert response.status_code == 403
    assert everything() == before


def test_a_token_for_somebody_else(
    client: Client, independent: str, units, settings, everything
) -> None:
    before = everything()
    back = go_there(client, HOA)
    settings.NATIONAL_SIGN_ON_CLIENT_ID = "another-client"
    response = client.get(back)
    assert response.status_code == 403
    assert everything() == before


def test_sign_out_leads_to_its_page(client: Client, independent: str, tra: Person) -> None:
    client.get(go_there(client, TRA))
    client.post("/accounts/national/link/", {"password": PASSWORD})
    there = client.post("/accounts/logout/").url
    assert there.startswith(f"{independent}/oauth2/end_session?id_token_hint=")
    page = requests.post(there, timeout=60, allow_redirects=False)
    assert page.status_code < 500
