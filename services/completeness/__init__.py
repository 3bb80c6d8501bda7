"""What a draft still lacks before it can be put up for comment or approval.

One module per part, each with a function `gaps(content)`; `gaps_of` asks them all.
"""

from collections.abc import Callable, Iterable

from services.completeness import facts, fees, form, notices, papers, steps
from services.completeness.gap import Gap
from services.content import RevisionContent

__all__ = ["Gap", "gaps_of"]

_CHECKS: tuple[Callable[[RevisionContent], Iterable[Gap]], ...] = (
    facts.gaps,
    form.gaps,
    papers.gaps,
    steps.gaps,
    fees.gaps,
    notices.gaps,
)


def gaps_of(content: RevisionContent) -> list[Gap]:
    """Everything that is missing, in the order of the parts; none: it may be handed in."""
    return [gap for check in _CHECKS for gap in check(content)]
