"""A provider for the tests of the sign-on, and what a denied one must have left alone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.cache import caches
from django.test import Client

from portal.accounts.models import Citizen, NationalIdentity, User
from portal.accounts.sign_on.facts import Facts, read_facts
from portal.accounts.sign_on.pending import PENDING
from portal.shared.action_log.models import ActionLogEntry
from tests.portal.accounts.sign_on.provider import CLIENT, SECRET, Provider

START = "/accounts/oidc/national/login/"


@pytest.fixture(scope="session")
def _running_provider() -> Iterator[Provider]:
    with Provider().running() as provider:
        yield provider


@pytest.fixture
def provider(_running_provider: Provider, settings: Any) -> Provider:
    """Our own small provider, which this portal signs people on with."""
    _running_provider.reset()
    caches["memory"].clear()
    settings.NATIONAL_SIGN_ON_URL = _running_provider.url
    settings.NATIONAL_SIGN_ON_CLIENT_ID = CLIENT
    settings.NATIONAL_SIGN_ON_SECRET = SECRET
    return _running_provider


@pytest.fixture
def sign_on(provider: Provider) -> Callable[..., Any]:
    """`sign_on(client, HOA, next="/services/")`: all the way there and back."""

    def go(client: Client, person: dict[str, Any], **form: str) -> Any:
        there = client.post(START, form)
        assert there.status_code == 302, there.content.decode()
        return client.get(provider.sign_in(there.url, person))

    return go


@pytest.fixture
def everything() -> Callable[[], list[Any]]:
    """What a sign-on could change."""

    def look() -> list[Any]:
        return [
            list(model.objects.order_by("pk").values())
            for model in (User, Citizen, NationalIdentity, SocialAccount, EmailAddress)
        ] + [ActionLogEntry.objects.count()]

    return look


@pytest.fixture
def time_machine_of_session() -> Callable[..., None]:
    """The sign-on that is under way in a session began `minutes` earlier."""

    def travel(client: Client, *, minutes: int) -> None:
        session = client.session
        session[PENDING] |= {"until": session[PENDING]["until"] - 60 * minutes}
        session.save()

    return travel


def facts_of(person: dict[str, Any]) -> Facts:
    """What a sign-on of this person would have said."""
    return read_facts(issuer="http://127.0.0.1:1", token=person, userinfo={"sub": person["sub"]})
