"""The national payment platform behind the port."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from payments.providers.base import (
    Checkout,
    EventPage,
    Movement,
    Notice,
    Order,
    RefundOrder,
    RefundReport,
    Report,
)
from payments.providers.national.checkout import as_checkout
from payments.providers.national.client import NoSuchMessage, ask
from payments.providers.national.movements import movements_of
from payments.providers.national.notice import read_notice
from payments.providers.national.order import as_init
from payments.providers.national.question import about
from payments.providers.national.receipt import receipt_pdf
from payments.providers.national.report import as_report
from payments.providers.outside import forbid_transaction

NO_MESSAGE = "no message of the national payment platform is known for this"


class NationalProvider:
    """Bank accounts and wallets on the page of the national payment platform."""

    code = "national"
    can_refund = False  # no such message to partners is known: refunds are paid by hand
    has_events = False
    minimum_vnd = 1

    @property
    def label(self) -> str:
        """What the citizen chooses."""
        return _("Tài khoản ngân hàng, ví điện tử (qua Cổng Dịch vụ công quốc gia)")

    @property
    def is_configured(self) -> bool:
        """Needs the platform's address, our partner code and the secret."""
        return bool(
            settings.NATIONAL_PAYMENT_URL
            and settings.NATIONAL_PAYMENT_PARTNER
            and settings.NATIONAL_PAYMENT_SECRET
        )

    def open_checkout(self, order: Order) -> Checkout:
        """INIT. The reference is made from the attempt, so asking again brings the same page."""
        forbid_transaction()
        message = as_init(order)
        return as_checkout(ask("init", message), message["MaThamChieu"])

    def look_up(self, reference: str) -> Report:
        """QUERY."""
        forbid_transaction()
        return as_report(ask("query", about("QUERY", reference)), reference)

    def close(self, reference: str) -> Report:
        """CANCEL, and then ask how it stands: whether the platform knows CANCEL nobody has told
        us. Where it does not, an unpaid page is reported as open, which it is, until its time is
        over (15 minutes)."""
        forbid_transaction()
        with suppress(NoSuchMessage):
            ask("cancel", about("CANCEL", reference))
        return self.look_up(reference)

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """See payments.providers.national.notice; the signature is in the body."""
        return read_notice(body)

    def receipt_pdf(self, reference: str) -> bytes:
        """The platform's own receipt of what was paid. Over HTTP."""
        forbid_transaction()
        return receipt_pdf(reference)

    def refund(self, order: RefundOrder) -> RefundReport:
        """Never asked for: `can_refund` and `has_events` are False, the platform has no message."""
        raise NotImplementedError(NO_MESSAGE)

    def look_up_refund(self, reference: str) -> RefundReport:
        """Never asked for: `can_refund` and `has_events` are False, the platform has no message."""
        raise NotImplementedError(NO_MESSAGE)

    def events_after(self, position: str) -> EventPage:
        """Never asked for: `can_refund` and `has_events` are False, the platform has no message."""
        raise NotImplementedError(NO_MESSAGE)

    def movements_of(self, day: date) -> Iterable[Movement]:
        """The platform's list of the day."""
        forbid_transaction()
        return movements_of(day)
