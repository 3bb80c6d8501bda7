"""/manage/keys/: what an admin sees of the keys, and switching one off."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client
from django.urls import reverse

from portal.shared import clock
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import NotAllowed
from portal.signatures.actions.deactivate_key import deactivate_key
from portal.signatures.models import SigningKey
from portal.signatures.web.keys import standing
from tests.signing import make_key
from tests.trust import Issued
from tests.world import Person

pytestmark = pytest.mark.django_db


def proven(client: Client) -> Client:
    """The client with a second factor shown just now."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "mfa", "type": "totp", "at": time.time()}
    ]
    session.save()
    return client


@pytest.fixture
def key(leader: Person, personal: Issued) -> SigningKey:
    return make_key(leader.user, personal)


def test_the_list_says_whose_and_until_when(
    key: SigningKey, admin: Person, client_as: Callable[[Person], Client]
) -> None:
    shown = client_as(admin).get("/manage/keys/").content.decode()

    for words in ("Võ Đình Sơn", "leader@motcua.example", "Tệp khóa", "Đang dùng", key.serial):
        assert words in shown
    assert "hết hạn trong 30 ngày" not in shown


def test_what_the_list_says_as_time_goes_by(key: SigningKey) -> None:
    at = {
        key.not_after - timedelta(days=30, seconds=1): "good",
        key.not_after - timedelta(days=30): "soon",
        key.not_after: "ended",
    }
    for moment, expected in at.items():
        with clock.pinned(moment):
            assert standing(key) == expected
    key.locked_until = clock.now() + timedelta(minutes=1)
    assert standing(key) == "locked"
    key.is_active = False
    assert standing(key) == "off"


def test_an_admin_switches_a_key_off(
    key: SigningKey, admin: Person, client_as: Callable[[Person], Client]
) -> None:
    client = proven(client_as(admin))
    page = reverse("signatures:key_end", args=[key.key])
    assert "Ngừng dùng khóa này" in client.get(page).content.decode()

    shown = client.post(page, follow=True).content.decode()

    key.refresh_from_db()
    assert not key.is_active
    assert "Đã ngừng dùng khóa" in shown
    last = ActionLogEntry.objects.latest("pk")
    assert (last.action, last.subject) == ("deactivate_signing_key", f"signing_key:{key.key}")
    assert "Khóa này đã ngừng dùng trước đó." in client.post(page, follow=True).content.decode()


def test_nobody_else_does(key: SigningKey, leader: Person, auditor: Person) -> None:
    for person in (leader, auditor):
        with pytest.raises(NotAllowed):
            deactivate_key(actor=person.actor, key=key.key)
    key.refresh_from_db()
    assert key.is_active


def test_it_asks_for_the_second_factor_again(
    key: SigningKey, admin: Person, client_as: Callable[[Person], Client]
) -> None:
    """Signed in with it once is not enough."""
    page = reverse("signatures:key_end", args=[key.key])

    answer = client_as(admin).post(page)

    assert (answer.status_code, "/2fa/" in answer["Location"]) == (302, True)
    key.refresh_from_db()
    assert key.is_active
