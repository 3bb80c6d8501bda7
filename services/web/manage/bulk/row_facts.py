"""A procedure in a list to choose from."""

from dataclasses import dataclass

from services.models import Procedure
from services.web import wording


@dataclass(frozen=True)
class Facts:
    """In words."""

    code: str
    name: str
    sector: str
    level: int
    time: str
    fee: str


def facts_of(procedure: Procedure) -> Facts:
    """Of a procedure in force, read with its current revision and sector."""
    revision = procedure.current_revision
    assert revision is not None, "only procedures in force are listed"
    return Facts(
        code=procedure.code,
        name=procedure.name,
        sector=procedure.sector.name,
        level=revision.level,
        time=wording.time_limit(revision),
        fee=wording.base_fee(revision),
    )
