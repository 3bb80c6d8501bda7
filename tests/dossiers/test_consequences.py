"""What hangs on a procedure, counted no further than it must be."""

from collections.abc import Callable

import pytest
from django.db import connection

from dossiers import consequences
from dossiers.models import Dossier
from dossiers.states import OPEN, State
from services.consequences import consequences_of
from services.models import Procedure
from tests.world import Person

pytestmark = pytest.mark.django_db


def counts(procedure: Procedure) -> list[str]:
    return [line.count for line in consequences_of(procedure)]


def test_drafts_and_open_dossiers(
    make_dossier: Callable[..., Dossier], complete_draft: Callable[..., Dossier], lan: Person
) -> None:
    for state in ("submitted", "processing", "completed", "returned", "refused"):
        make_dossier(state)
    complete_draft()
    complete_draft(lan)
    procedure = Procedure.objects.get()
    assert counts(procedure) == ["2", "3"]
    assert [line.label for line in consequences_of(procedure)] == [
        "Bản nháp người dân đang khai", "Hồ sơ đã nộp, chưa giải quyết xong",
    ]  # fmt: skip


def test_more_than_it_counts(
    make_dossier: Callable[..., Dossier], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _each in range(3):
        make_dossier("submitted")
    monkeypatch.setattr(consequences, "COUNTED", 2)
    assert counts(Procedure.objects.get()) == ["0", "hơn 2"]


def test_an_index_holds_what_is_counted() -> None:
    """Which of two indexes is read with one row in the table is the planner's mood; that there is
    one with just these rows is ours."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'dossier_unfinished'")
        (definition,) = cursor.fetchone()
    assert "(procedure_id, state) WHERE" in definition
    assert all(f"'{state}'" in definition for state in [State.DRAFT, *OPEN])
    assert f"'{State.RETURNED}'" not in definition
