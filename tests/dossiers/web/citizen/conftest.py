"""Citizens in front of their pages."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dossiers.actions.start_draft import start_draft
from dossiers.models import Dossier
from portal.agencies.models import Agency
from services.models import Reduction, Revision
from tests.payments.sandbox import payment_sandbox, payment_sandbox_process
from tests.world import Person

__all__ = ["payment_sandbox", "payment_sandbox_process"]


@pytest.fixture
def browser_of_tra(client_as: Callable[[Person], Client], tra: Person) -> Client:
    """Trà, signed in."""
    return client_as(tra)


@pytest.fixture
def browser_of_lan(client_as: Callable[[Person], Client], lan: Person) -> Client:
    """Lan, signed in."""
    return client_as(lan)


@pytest.fixture
def draft(
    make_revision: Callable[..., Revision], half_price: Reduction, justice: Agency, tra: Person
) -> Dossier:
    """Trà's new draft: only what her profile knows is filled in."""
    return start_draft(actor=tra.actor, revision=make_revision(), handling_agency=justice)


@pytest.fixture
def make_queries() -> Callable[[], CaptureQueriesContext]:
    """`with make_queries() as queries:` counts what the page asks the database."""
    return lambda: CaptureQueriesContext(connection)
