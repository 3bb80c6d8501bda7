"""The time limit of a revision in words."""

from django.utils.translation import gettext as _

from services.models import Revision


def time_limit_words(revision: Revision) -> str:
    """`10 ngày làm việc`, `trong ngày`, or that the law sets none."""
    if revision.time_unit == Revision.TimeUnit.SAME_DAY:
        return _("Trong ngày; tiếp nhận sau 15:00 thì trả vào ngày làm việc tiếp theo")
    if revision.time_value is None:
        return revision.time_note or _("Không quy định")
    return f"{revision.time_value} {revision.get_time_unit_display()}"
