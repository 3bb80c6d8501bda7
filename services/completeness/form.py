"""What the e-form lacks."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from services.building.forms import sections_of
from services.building.mistakes import mistakes_of
from services.completeness.gap import Gap
from services.content import RevisionContent
from services.levels import is_online


def gaps(content: RevisionContent) -> Iterator[Gap]:
    """Whatever keeps the form from being parsed, and no form at all where people file online."""
    if is_online(content.level) and not sections_of(content.eform):
        yield Gap("form", "", _("Soạn mẫu đơn: thêm ít nhất một phần."))
    for mistake in mistakes_of(content.eform):
        yield Gap("form", mistake.path or mistake.section, mistake.sentence)
