"""Why a payment cannot be made, in words for the person."""

from portal.shared.errors import Refusal


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
