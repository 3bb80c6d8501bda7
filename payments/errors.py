"""Why a payment cannot be made, in words for the person."""

from django.utils.translation import gettext as _

from portal.shared.errors import Refusal, StalePage


class NothingDue(Refusal):
    """The obligation has been settled or cancelled already."""


class NotPayableOnline(Refusal):
    """No online provider takes this obligation: it is paid at the counter."""


class ProviderSilent(Refusal):
    """The provider does not answer now; nothing was changed, a later try is safe."""


class OnlinePaymentRunning(Refusal):
    """A page at a provider can still be paid; cash as well would be paying twice."""


class NoOpenCashDay(Refusal):
    """The clerk's till is not open today: no cash goes in or out."""


class CashDayLeftOpen(Refusal):
    """A day of before has not been closed: its till is counted first."""


class CashDayClosed(Refusal):
    """The day of the till has been closed, and stays closed."""


class NotReversible(Refusal):
    """Cash that cannot be taken out of the books any more, or has been."""


class NothingToGiveBack(Refusal):
    """All that came in is back already, or a refund of it is under way."""


class TillTooEmpty(Refusal):
    """There is not that much cash in the clerk's till."""


def moved_on() -> StalePage:
    """The refund is no longer where the person's page showed it."""
    return StalePage(
        _(
            "Khoản hoàn trả này đã được xử lý ở bước khác. Hãy tải lại trang để xem tình trạng "
            "mới nhất."
        )
    )
