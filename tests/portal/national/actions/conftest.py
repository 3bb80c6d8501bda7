"""A case of each kind is quickly made."""

from collections.abc import Callable

import pytest

from portal.national.actions.cases import open_case
from portal.national.models import SyncCase


@pytest.fixture
def refused(db: None) -> Callable[[str], SyncCase]:
    """`refused("A")`: the case of a message that was refused."""
    return lambda stream: open_case(
        kind=SyncCase.Kind.PARKED, subject=stream, text="Sai mã lĩnh vực."
    )
