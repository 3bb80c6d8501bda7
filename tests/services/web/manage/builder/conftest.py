"""A draft with a form to build on, and the admin who does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from services.actions.create_procedure import create_procedure
from services.models import RevisionDraft, Sector
from tests.services.building.forms import CONTENT
from tests.world import Person

CODE = "2.100002"
DRAFT = f"/manage/procedures/{CODE}/draft/"
FORM = f"{DRAFT}form/"

Post = Callable[..., Any]
Form = Callable[[], dict[str, Any]]


@pytest.fixture
def draft(admin: Person, db: None) -> RevisionDraft:
    """A draft of a new procedure with the form, fee, reduction and paper of the examples."""
    sector = Sector.objects.create(code="LV001", name="Hộ tịch", slug="ho-tich")
    draft = create_procedure(actor=admin.actor, code=CODE, name="Cấp bản sao", sector=sector)
    content = draft.content_json | {
        name: CONTENT.as_json()[name] for name in ("eform", "fees", "reductions", "papers")
    }
    RevisionDraft.objects.filter(pk=draft.pk).update(content_json=content)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def manage(admin: Person, client_as: Callable[[Person], Client], draft: RevisionDraft) -> Client:
    """The admin's browser."""
    return client_as(admin)


@pytest.fixture
def post(manage: Client, draft: RevisionDraft) -> Post:
    """Send a page of the form as it was made of the present version."""

    def send(page: str, **data: Any) -> Any:
        draft.refresh_from_db()
        return manage.post(FORM + page, {"version": draft.version, **data})

    return send


@pytest.fixture
def form(draft: RevisionDraft) -> Form:
    """The form as it is stored now."""

    def read() -> dict[str, Any]:
        draft.refresh_from_db()
        found: dict[str, Any] = draft.content_json["eform"]
        return found

    return read


def keys(form: dict[str, Any], section: int) -> list[str]:
    """The keys of a section's fields."""
    return [field["key"] for field in form["sections"][section]["fields"]]


def field(form: dict[str, Any], key: str) -> dict[str, Any]:
    """A top field."""
    every = [each for section in form["sections"] for each in section["fields"]]
    return next(each for each in every if each["key"] == key)


def text(response: Any) -> str:
    """The page's words."""
    return " ".join(response.content.decode().split())
