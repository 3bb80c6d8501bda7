"""What binds a dossier, as plain values: the published revision's e-form, papers and fees.

A published revision never changes, so it is read from the database once per process.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from services.eforms.definition import EForm
from services.models import FeeItem, Reduction, Requirement, Revision


@dataclass(frozen=True)
class Binding:
    """A published revision."""

    revision_id: int
    procedure_code: str
    procedure_name: str
    level: int
    time_value: int | None
    time_unit: str
    eform: EForm
    requirements: tuple[Requirement, ...]
    fee_items: tuple[FeeItem, ...]
    return_channels: tuple[str, ...] = ()
    own_reductions: tuple[Reduction, ...] = ()
    # What the procedure adds to mails and pages, by event (services.notices).
    notices: Mapping[str, str] = field(default_factory=dict)
    clock_rule: str = Revision.ClockRule.NEXT_DAY

    @property
    def reductions(self) -> tuple[Reduction, ...]:
        """The rules of the province (at most a minute old) and those of this revision."""
        return (*reductions(), *self.own_reductions)


@lru_cache(maxsize=4096)
def binding(revision_id: int) -> Binding:
    """The revision as it binds. Raises Revision.DoesNotExist, also for a draft."""
    revision = (
        Revision.objects.exclude(state=Revision.State.DRAFT)
        .select_related("procedure")
        .get(pk=revision_id)
    )
    return Binding(
        revision_id=revision.pk,
        procedure_code=revision.procedure.code,
        procedure_name=revision.name,
        level=revision.level,
        time_value=revision.time_value,
        time_unit=revision.time_unit,
        clock_rule=revision.clock_rule,
        eform=EForm.parse(revision.eform),
        requirements=tuple(revision.requirements.all()),
        fee_items=tuple(revision.fee_items.all()),
        return_channels=tuple(revision.return_channels),
        own_reductions=tuple(revision.reductions.all()),
        notices=revision.notices,
    )


def reductions() -> tuple[Reduction, ...]:
    """All reductions of the province; read again every minute, for an admin may add some."""
    return _reductions(int(time.monotonic() // 60))


@lru_cache(maxsize=1)
def _reductions(_minute: int) -> tuple[Reduction, ...]:
    return tuple(Reduction.objects.filter(revision=None))


def forget() -> None:
    """Read everything again: tests and imports change what a process remembers."""
    binding.cache_clear()
    _reductions.cache_clear()
