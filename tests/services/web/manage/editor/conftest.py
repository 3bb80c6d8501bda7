"""A draft to edit, and the admin who does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from services.actions.create_procedure import create_procedure
from services.content import RevisionContent
from services.models import RevisionDraft, Sector
from tests.world import Person

CODE = "2.100001"
HUB = f"/manage/procedures/{CODE}/draft/"


@pytest.fixture
def sector(db: None) -> Sector:
    """Hộ tịch."""
    return Sector.objects.create(code="LV001", name="Hộ tịch", slug="ho-tich")


@pytest.fixture
def draft(admin: Person, sector: Sector) -> RevisionDraft:
    """An empty draft of a new procedure."""
    return create_procedure(
        actor=admin.actor, code=CODE, name="Cấp bản sao trích lục", sector=sector
    )


@pytest.fixture
def manage(admin: Person, client_as: Callable[[Person], Client]) -> Client:
    """The admin's browser."""
    return client_as(admin)


@pytest.fixture
def content(draft: RevisionDraft) -> Callable[[], RevisionContent]:
    """What is stored now."""

    def read() -> RevisionContent:
        draft.refresh_from_db()
        return draft.content

    return read


@pytest.fixture
def fill(draft: RevisionDraft) -> Callable[..., None]:
    """Put something into the draft behind the pages' back, as part of the same version."""

    def put(**values: Any) -> None:
        row = RevisionDraft.objects.get(pk=draft.pk)
        RevisionDraft.objects.filter(pk=draft.pk).update(content_json=row.content_json | values)

    return put
