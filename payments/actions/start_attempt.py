"""A citizen wants to pay online now."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from payments.actions.abandon_attempt import abandon_attempt
from payments.actions.check_attempt import check_attempt
from payments.actions.open_attempt import open_attempt
from payments.actions.reserve_attempt import reserve_attempt
from payments.errors import NothingDue, NotPayableOnline, OnlinePaymentRunning, ProviderSilent
from payments.models import Obligation, PaymentAttempt
from payments.providers import registry
from payments.providers.errors import ProviderRefused, ProviderUnavailable
from payments.queries import live_attempt_of, online_providers_for
from payments.states import AttemptState
from portal.shared import clock

# A page that closes sooner than this would close under the payer's hands.
STILL_USEFUL = timedelta(minutes=5)


def start_attempt(*, obligation: Obligation, provider: str, next_url: str) -> PaymentAttempt:
    """An attempt whose `redirect_url` is the page to send the payer to.

    A live attempt is asked about first: paid → NothingDue (it is settled now); still useful → it
    is returned again; otherwise it is closed and a new one made. So a second click, a second tab
    or a closed browser neither blocks nor charges twice. `next_url` is a path of the portal where
    the payer goes once it is paid. Raises NothingDue, NotPayableOnline, ProviderSilent, and
    OnlinePaymentRunning when another provider's page could not be closed.
    """
    obligation = Obligation.objects.get(pk=obligation.pk)
    if not obligation.is_due:
        raise NothingDue(_("Khoản này không còn phải thanh toán."))
    if provider not in {offered.code for offered in online_providers_for(obligation)}:
        raise NotPayableOnline(_("Khoản này không thanh toán trực tuyến được; hãy nộp tại quầy."))
    try:
        return _adopt(obligation, provider, next_url) or open_attempt(
            attempt=reserve_attempt(obligation=obligation, provider=provider, next_url=next_url)
        )
    except ProviderUnavailable as error:
        raise ProviderSilent(
            _(
                "Cổng thanh toán đang không trả lời. Bạn chưa bị trừ tiền cho lần này; hãy thử lại "
                "sau ít phút."
            )
        ) from error
    except ProviderRefused as error:
        raise NotPayableOnline(
            _("Cổng thanh toán không nhận khoản này. Hãy nộp tại quầy một cửa.")
        ) from error


def _adopt(obligation: Obligation, provider: str, next_url: str) -> PaymentAttempt | None:
    """The live attempt if it can still be used; None when there is none (any more)."""
    live = live_attempt_of(obligation)
    if live is None:
        return None
    same = live.provider == provider
    useful = same and live.expires_at > clock.now() + STILL_USEFUL
    try:
        live = check_attempt(attempt=live, give_up=not useful)
    except ProviderUnavailable:
        if same or abandon_attempt(attempt=live).is_live:
            raise
        return None  # the other provider is silent, and nobody has seen a page of it
    if live.state == AttemptState.OPEN and not live.problem:
        if not same:
            raise _still_open(live)
        return _lead_to(live, next_url)
    if live.is_live:  # unknown to the provider: the payer wants a page that works
        check_attempt(attempt=live, give_up=True)
    return None


def _still_open(attempt: PaymentAttempt) -> OnlinePaymentRunning:
    return OnlinePaymentRunning(
        _(
            "Trang thanh toán bạn đã mở (%(provider)s) chưa đóng được. Hãy trả tiếp bằng cách đó, "
            "hoặc chờ 15 phút rồi chọn cách khác; đừng trả bằng cả hai cách."
        )
        % {"provider": registry.get(attempt.provider).label}
    )


@transaction.atomic
def _lead_to(attempt: PaymentAttempt, next_url: str) -> PaymentAttempt:
    PaymentAttempt.objects.filter(pk=attempt.pk).update(next_url=next_url)
    attempt.next_url = next_url
    return attempt
