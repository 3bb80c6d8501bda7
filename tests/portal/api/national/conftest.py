"""A procedure to file under, and whether anything has been left behind."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from dossiers.models import Attachment, CodeCounter, Dossier, HistoryEntry
from payments.models import Obligation
from portal.accounts.models import Citizen
from portal.national.models import InboundFiling, OutboxMessage
from portal.shared.action_log.models import ActionLogEntry
from services.models import Reduction, Revision
from tests.fixtures_dossiers import fresh_bindings, half_price, make_revision

__all__ = ["fresh_bindings", "half_price", "make_revision"]

KEPT = (
    Dossier, Citizen, Attachment, HistoryEntry, InboundFiling, OutboxMessage, Obligation,
    CodeCounter, ActionLogEntry, ProcrastinateJob,
)  # fmt: skip


@pytest.fixture
def revision(
    units: None, make_revision: Callable[..., Revision], half_price: Reduction
) -> Revision:
    return make_revision()


@pytest.fixture
def traces(settings: Any) -> Callable[[], tuple[list[int], list[Path]]]:
    """Everything that a filing writes: rows by table, and files."""

    def seen() -> tuple[list[int], list[Path]]:
        root = Path(settings.MEDIA_ROOT)
        files = sorted(path for path in root.rglob("*") if path.is_file())
        return [model.objects.count() for model in KEPT], files

    return seen
