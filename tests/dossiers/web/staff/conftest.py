"""A signed-in clerk, officer and leader, and what changes when a step is done."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from dossiers.models import Document, Dossier, HistoryEntry, Note, Proposal, Supplement
from tests.world import Person


@pytest.fixture
def clerk_client(client_as: Callable[[Person], Client], clerk: Person) -> Client:
    return client_as(clerk)


@pytest.fixture
def officer_client(client_as: Callable[[Person], Client], officer: Person) -> Client:
    return client_as(officer)


@pytest.fixture
def leader_client(client_as: Callable[[Person], Client], leader: Person) -> Client:
    return client_as(leader)


def traces(dossier: Dossier) -> dict[str, Any]:
    """Everything that a step may change; equal before and after a denied one."""
    fresh = Dossier.objects.values().get(pk=dossier.pk)
    models = (HistoryEntry, Document, Supplement, Note, Proposal)
    return {
        "dossier": fresh,
        "rows": {each.__name__: each.objects.filter(dossier=dossier).count() for each in models},
        "jobs": ProcrastinateJob.objects.count(),
    }
