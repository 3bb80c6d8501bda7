"""What a comparison found, apart from the differences, which are written as they are found."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Result:
    """The figures of both sides, without what was left out because it was on its way."""

    ours: int = 0
    theirs: int = 0
    our_states: int = 0
    their_states: int = 0
    under_way: int = 0
    # Where a comparison that goes dossier by dossier stopped.
    reached: str = ""
    # Codes about which sending again does not help, or did not the last time.
    unmended: list[str] = field(default_factory=list)
    # Whether the thing of this code was looked at.
    looked_at: Callable[[str], bool] = lambda _code: True
