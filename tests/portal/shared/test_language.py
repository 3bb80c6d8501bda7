"""Vietnamese by default, English by choice."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("accepted", ["en-US,en;q=0.9", "fr", ""])
def test_the_browsers_own_setting_does_not_count(client: Client, accepted: str) -> None:
    response = client.get("/track/", headers={"accept-language": accepted})
    assert response.headers["Content-Language"] == "vi"
    assert 'lang="vi"' in response.content.decode()


def test_the_choice_is_kept(client: Client) -> None:
    client.post("/i18n/setlang/", {"language": "en", "next": "/track/"})
    assert client.get("/track/").headers["Content-Language"] == "en"


def test_an_unknown_language_is_vietnamese(client: Client) -> None:
    client.cookies["django_language"] = "xx"
    assert client.get("/track/").headers["Content-Language"] == "vi"
