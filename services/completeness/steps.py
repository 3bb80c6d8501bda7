"""What the handling steps lack."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from services.completeness.gap import Gap
from services.content import RevisionContent
from services.editing.steps import as_read, budget_of, hours_allowed


def gaps(content: RevisionContent) -> Iterator[Gap]:
    """Steps there must be, and their hours must fit into the time limit."""
    if not content.steps:
        yield Gap("steps", "", _("Thêm các bước giải quyết."))
    budget, allowed = budget_of(content), hours_allowed(content)
    if allowed is not None and budget > allowed:
        words = {"budget": as_read(budget), "allowed": allowed}
        yield Gap(
            "steps",
            "",
            _("Các bước cộng lại %(budget)s giờ làm việc, quá thời hạn %(allowed)d giờ.") % words,
        )
