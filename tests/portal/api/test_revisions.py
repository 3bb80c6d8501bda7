"""Revisions, forms as JSON Schema, quotes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from services.models import Reduction, Revision
from tests.dossiers.second_revision import publish_second

pytestmark = pytest.mark.django_db

BASE = "/api/v1/procedures/2.000488/"


@pytest.fixture(autouse=True)
def two(make_revision: Callable[..., Revision], half_price: Reduction) -> Revision:
    make_revision()
    return publish_second(make_revision)


def ask(client: Client, content: Any) -> Any:
    return client.post(f"{BASE}quote/", content, content_type="application/json")


def test_every_revision_is_told_the_newest_first(client: Client) -> None:
    found = client.get(f"{BASE}revisions/").json()["results"]
    assert [(each["revision"], each["state"], each["name"]) for each in found] == [
        (2, "published", "Cấp Phiếu lý lịch tư pháp (mới)"),
        (1, "superseded", "Cấp Phiếu lý lịch tư pháp"),
    ]
    assert found[0]["in_force_until"] is None
    assert found[1]["in_force_until"] == found[0]["in_force_from"]


def test_an_old_revision_tells_what_it_bound(client: Client) -> None:
    first = client.get(f"{BASE}revisions/1/").json()
    assert (first["name"], first["revision"]) == ("Cấp Phiếu lý lịch tư pháp", 1)
    assert first["fees"]["counter_vnd"] == 200_000
    assert [paper["key"] for paper in first["papers"]] == ["cccd"]


def test_each_revision_has_its_own_form(client: Client) -> None:
    now = client.get(f"{BASE}form-schema/").json()
    first = client.get(f"{BASE}revisions/1/form-schema/").json()
    assert "reason" in now["properties"] and "reason" not in first["properties"]
    assert now == client.get(f"{BASE}revisions/2/form-schema/").json()


@pytest.mark.parametrize(
    "path", ["revisions/3/", "revisions/3/form-schema/", "revisions/0/", "revisions/a/"]
)
def test_what_there_is_not(client: Client, path: str) -> None:
    assert client.get(BASE + path).status_code == 404
    assert client.get(f"/api/v1/procedures/9.999999/{path}").status_code == 404


def test_a_quote_online_and_at_the_counter(client: Client) -> None:
    assert ask(client, {}).json()["total_vnd"] == 75_000
    counter = ask(client, {"online": False}).json()
    assert (counter["total_vnd"], counter["reductions"]) == (150_000, [])
    assert counter["lines"][0]["amount_vnd"] == 150_000


def test_a_quote_of_answers_that_cannot_be_used(client: Client) -> None:
    answer = ask(client, {"answers": {"phone": "abc"}})
    assert answer.status_code == 422
    assert list(answer.json()["invalid_params"]) == ["answers.phone"]


@pytest.mark.parametrize("content", [[], {"answers": 3}, {"online": "maybe"}, {"else": 1}])
def test_a_quote_of_nonsense(client: Client, content: Any) -> None:
    assert ask(client, content).status_code == 400
