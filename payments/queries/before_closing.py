"""What of an agency's money has to be put in order before the agency is closed."""

from payments.models import CashDay
from payments.states import CashDayState
from portal.agencies.models import Agency


def unfinished_days_of(agency: Agency) -> list[CashDay]:
    """Tills that are open, or closed and not signed off yet, the oldest first, with their clerks.
    Counting and signing are the work of people who know the money: nobody can do it for them."""
    unfinished = CashDay.objects.filter(agency=agency).exclude(state=CashDayState.SIGNED_OFF)
    return list(unfinished.select_related("clerk").order_by("day", "pk"))
