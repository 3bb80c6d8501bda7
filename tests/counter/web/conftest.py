"""Who sits at the counter's pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.world import Person


@pytest.fixture
def desk(client_as: Callable[[Person], Client], clerk: Person) -> Client:
    """The clerk's browser."""
    return client_as(clerk)
