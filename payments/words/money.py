"""The money of a subject in words: what was owed, each try, what goes back."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from payments.models import PaymentAttempt
from payments.providers import registry
from payments.queries.money import Owed, Tried
from payments.queries.refunds import WRONG_CURRENCY
from payments.states import AttemptState
from payments.words.refund import RefundStory, refund_story
from portal.shared.money import format_vnd


@dataclass(frozen=True)
class TryStory:
    """One try to pay."""

    attempt: PaymentAttempt
    way: str
    state: str
    kind: str
    amount: str
    note: str
    refunds: list[RefundStory] = field(default_factory=list)


@dataclass(frozen=True)
class MoneyStory:
    """What was owed, how it was paid, what went back."""

    owed: Owed
    tries: list[TryStory]


def stories_of(money: list[Owed], *, for_staff: bool = False) -> list[MoneyStory]:
    """The money of a subject in words; staff also read who asked and who decided."""
    return [
        MoneyStory(owed=owed, tries=[_try(tried, for_staff) for tried in owed.tries])
        for owed in money
    ]


def way_of(attempt: PaymentAttempt) -> str:
    """By which way it was paid."""
    try:
        return registry.get(attempt.provider).label
    except KeyError:
        return _("Tiền mặt tại quầy")


def _try(tried: Tried, for_staff: bool) -> TryStory:
    attempt = tried.attempt
    return TryStory(
        attempt=attempt,
        way=way_of(attempt),
        state=str(attempt.get_state_display()),
        kind=_KINDS.get(AttemptState(attempt.state), "neutral"),
        amount=_amount(attempt),
        note=_note(attempt),
        refunds=[refund_story(refund, for_staff=for_staff) for refund in tried.refunds],
    )


_KINDS = {
    AttemptState.SETTLED: "success",
    AttemptState.SURPLUS: "warning",
    AttemptState.CREATED: "info",
    AttemptState.OPEN: "info",
}


def _amount(attempt: PaymentAttempt) -> str:
    """What came in, where something did; in its own currency."""
    if attempt.received_amount is None:
        return format_vnd(attempt.amount_vnd)
    if attempt.problem == WRONG_CURRENCY:
        return f"{attempt.received_amount} {attempt.received_currency.upper()}"
    return format_vnd(attempt.received_amount)


def _note(attempt: PaymentAttempt) -> str:
    """Why money settled nothing."""
    if attempt.state != AttemptState.SURPLUS:
        return ""
    if attempt.problem == WRONG_CURRENCY:
        return _(
            "Tiền nhận bằng ngoại tệ nên không tự hoàn trả được; quản trị tỉnh sẽ xử lý và báo."
        )
    if attempt.problem == "wrong_amount":
        return _("Số tiền nhận được khác với số phải nộp, nên được hoàn trả toàn bộ.")
    if attempt.problem == "obligation_settled":
        return _("Khoản này đã được thanh toán trước đó, nên lần trả này được hoàn trả.")
    return _("Khoản này không còn phải nộp, nên lần trả này được hoàn trả.")
