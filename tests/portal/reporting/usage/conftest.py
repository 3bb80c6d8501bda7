"""Dossiers of the past, as rows: what is counted is their columns."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from dossiers.models import Dossier
from portal.agencies.models import Agency
from portal.shared import clock
from services.models import Revision
from tests.world import Person

Make = Callable[..., Dossier]


@pytest.fixture
def make_row(tra: Person, justice: Agency) -> Make:
    """A dossier filed `filed` days ago and handled in `handled` days, or a draft saved then."""
    numbers = count(1)

    def make(
        revision: Revision, *, filed: float | None = None, handled: float | None = None,
        saved: float = 0, answers: dict[str, Any] | None = None, provenance: str = "citizen",
    ) -> Dossier:  # fmt: skip
        now = clock.now()
        begun = now - timedelta(days=filed if filed is not None else saved)
        values: dict[str, Any] = {
            "owner_id": tra.actor.citizen_id, "revision": revision, "answers": answers or {},
            "procedure_id": revision.procedure_id, "receiving_agency": justice,
            "handling_agency": justice, "created_at": begun, "saved_at": begun,
            "provenance": provenance,
        }  # fmt: skip
        if filed is not None:
            values |= {
                "code": f"H47-{next(numbers):04d}", "filed_at": begun, "received_at": begun,
                "state": "processing",
            }  # fmt: skip
        if handled is not None:
            values |= {"completed_at": begun + timedelta(days=handled), "state": "completed"}
        return Dossier.objects.create(**values)

    return make
