"""The payer is at the counter: no online page may take the money as well."""

from django.utils.translation import gettext as _

from payments.actions.check_attempt import check_attempt
from payments.errors import ProviderSilent
from payments.providers.errors import ProviderUnavailable
from payments.queries import live_attempt_of, obligation_of


def stop_online_payment(*, subject: str) -> None:
    """Close the page that is open for the subject, if any; if it was paid it is settled now.

    Asks the provider, so never inside a transaction. Raises ProviderSilent: then no cash may be
    taken yet.
    """
    obligation = obligation_of(subject)
    live = live_attempt_of(obligation) if obligation else None
    if live is None:
        return
    try:
        check_attempt(attempt=live, give_up=True)
    except ProviderUnavailable as error:
        raise ProviderSilent(
            _(
                "Người nộp đang có một giao dịch trực tuyến mà cổng thanh toán chưa trả lời. Chưa "
                "thu tiền mặt; hãy thử lại sau một phút."
            )
        ) from error
