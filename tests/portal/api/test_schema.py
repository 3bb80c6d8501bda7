"""The description holds: every answer to what it allows is what it says."""

from collections.abc import Callable, Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import ignored_auth, negative_data_rejection

from dossiers.models import Dossier
from portal.wsgi import application
from tests.world import Person, sign_in

PATHS = {
    "/api/v1/procedures/": "list_procedures",
    "/api/v1/procedures/{code}/": "get_procedure",
    "/api/v1/dossiers/{code}/": "track_dossier",
    "/api/v1/procedures/{code}/form-schema/": "get_form_schema",
    "/api/v1/procedures/{code}/revisions/": "list_revisions",
    "/api/v1/procedures/{code}/revisions/{number}/": "get_revision",
    "/api/v1/procedures/{code}/revisions/{number}/form-schema/": "get_revision_form_schema",
    "/api/v1/me/dossiers/": "list_my_dossiers",
    "/api/v1/national/dossiers/": "find_national_dossier",
    "/api/v1/national/dossiers/{code}/": "get_national_dossier",
}


schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)
schema.config.generation.update(allow_x00=False)  # refused before any view: tests of NulMiddleware


@pytest.fixture
def dossier(make_dossier: Callable[..., Dossier]) -> Iterator[Dossier]:
    """A catalogue and a dossier behind the answers; the test's connection stays open, as Django's
    own test client keeps it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield make_dossier("received")
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=12,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_answers_are_what_the_description_says(case, dossier: Dossier, tra: Person) -> None:
    client = sign_in(Client(), tra)
    case.call_and_validate(
        cookies={"sessionid": client.cookies["sessionid"].value},
        excluded_checks=[ignored_auth, negative_data_rejection],  # the person is always signed in
    )


@pytest.mark.django_db
def test_every_address_is_described_in_openapi_3_1(client: Client) -> None:
    told = client.get("/api/v1/schema/").json()

    assert told["openapi"].startswith("3.1")
    reads = {
        path: methods["get"]["operationId"]
        for path, methods in told["paths"].items()
        if "get" in methods
    }
    assert reads == PATHS
    writes = {path: set(methods) for path, methods in told["paths"].items() if len(methods) > 1}
    assert writes == {
        "/api/v1/national/dossiers/": {"get", "post"}, "/api/v1/me/dossiers/": {"get", "post"},
    }  # fmt: skip
    assert set(told["paths"]) - set(reads) == {"/api/v1/procedures/{code}/quote/"}


@pytest.mark.django_db
def test_who_may_file_is_described(client: Client) -> None:
    told = client.get("/api/v1/schema/").json()

    operation = told["paths"]["/api/v1/national/dossiers/"]["post"]
    assert operation["security"] == [
        {"nationalSender": [], "nationalTimestamp": [], "nationalSignature": []}
    ]
    schemes = told["components"]["securitySchemes"]
    assert schemes.pop("appKey")["scheme"] == "bearer"
    assert {name: (s["type"], s["in"], s["name"]) for name, s in schemes.items()} == {
        "session": ("apiKey", "cookie", "sessionid"),
        "nationalSender": ("apiKey", "header", "X-Sender"),
        "nationalTimestamp": ("apiKey", "header", "X-Timestamp"),
        "nationalSignature": ("apiKey", "header", "X-Signature"),
    }
    assert sorted(operation["responses"]) == [
        "200", "201", "400", "401", "404", "409", "413", "422", "429", "503",
    ]  # fmt: skip
    key = next(each for each in operation["parameters"] if each["name"] == "Idempotency-Key")
    assert (key["in"], key["required"]) == ("header", True)


def test_it_can_be_had_as_yaml(client: Client) -> None:
    answer = client.get("/api/v1/schema/", headers={"Accept": "application/yaml"})

    assert answer.content.startswith(b"openapi: 3.1")
