"""What waits, and why: for operators. Each list comes out of an index that holds only what waits;
counts stop at COUNT_TO, so that nothing grows with the number of payments ever made."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from payments.models import PaymentAttempt, ProviderEvent, Refund
from payments.models.attempt import UNPAID
from payments.providers import registry
from payments.states import LIVE, AttemptState, RefundState
from portal.shared import clock

COUNT_TO = 1000
# Parked events and money in another currency are shown for a quarter; there is nothing more that
# the portal could do with them.
SHOWN_FOR = timedelta(days=90)
OFTEN_SEEN = ("obligation_settled", "obligation_cancelled", "wrong_amount")


@dataclass(frozen=True)
class Waiting:
    """One reason: its rows (the oldest first) and which of their fields says since when."""

    code: str
    label: str
    remedy: str
    rows: QuerySet[Any]
    since: str

    @property
    def count(self) -> int:
        """At most COUNT_TO + 1, which means "more"."""
        return self.rows.order_by()[: COUNT_TO + 1].count()

    @property
    def oldest(self) -> datetime | None:
        """Since when the oldest waits."""
        found: datetime | None = self.rows.values_list(self.since, flat=True).first()
        return found


def reasons() -> list[Waiting]:
    """Every reason why something may wait, what an operator has to see to first."""
    now = clock.now()
    return [
        Waiting(
            "silent",
            _("Đơn vị thanh toán không trả lời"),
            _(
                "Hệ thống hỏi lại mỗi phút. Nếu kéo dài, hãy kiểm tra khóa kết nối và "
                "liên hệ đơn vị thanh toán."
            ),
            _silent(),
            "silent_since",
        ),
        Waiting(
            "over",
            _("Hết giờ, chưa rõ kết quả"),
            _(
                "Hệ thống hỏi lại mỗi phút và chỉ đóng khi đơn vị thanh toán xác nhận "
                "không còn trả được nữa."
            ),
            _over(now),
            "expires_at",
        ),
        Waiting(
            "unknown",
            _("Đơn vị thanh toán không nhận ra giao dịch"),
            _(
                "Thường do đổi khóa kết nối: hãy kiểm tra khóa, rồi bấm “Hỏi lại ngay” ở "
                "từng giao dịch."
            ),
            _unknown(),
            "created_at",
        ),
        Waiting(
            "currency",
            _("Tiền vào sai loại tiền"),
            _(
                "Hãy hoàn trả trên trang của đơn vị thanh toán; khoản này không vào sổ vì"
                " sổ chỉ ghi tiền đồng."
            ),
            _wrong_currency(now),
            "closed_at",
        ),
        Waiting(
            "refunds",
            _("Hoàn trả chờ chi tại nơi thu"),
            _("Cán bộ một cửa của nơi thu trả tiền mặt, hoặc chuyển khoản rồi ghi số tham chiếu."),
            _refunds_by_hand(),
            "requested_at",
        ),
        Waiting(
            "events",
            _("Thông báo chưa xử lý"),
            _("Hệ thống tự xử lý lại mỗi phút. Nếu kéo dài, hãy kiểm tra tiến trình worker."),
            _events(),
            "received_at",
        ),
        Waiting(
            "parked",
            _("Thông báo không dùng được"),
            _(
                "Được giữ lại để đối chiếu, không ảnh hưởng hồ sơ nào. Hãy mở từng thông "
                "báo để xem lý do."
            ),
            _parked(now),
            "received_at",
        ),
        Waiting(
            "open",
            _("Mọi giao dịch đang mở"),
            _("Phần lớn là người nộp đang ở trang thanh toán; không cần làm gì."),
            _open(),
            "created_at",
        ),
    ]


def reason(code: str) -> Waiting:
    """The reason of that code; of all open attempts for any other."""
    found = reasons()
    return next((each for each in found if each.code == code), found[-1])


def why(attempt: PaymentAttempt) -> str:
    """Why this attempt waits, in words."""
    now = clock.now()
    if attempt.provider not in {provider.code for provider in registry.online()}:
        return _("Đơn vị thanh toán này đang tắt, không hỏi được")
    if attempt.silent_since:
        return _("Đơn vị thanh toán không trả lời")
    if attempt.problem == "unknown_reference":
        return _("Đơn vị thanh toán không nhận ra giao dịch")
    if attempt.problem == "question_refused":
        return _("Đơn vị thanh toán từ chối câu hỏi của hệ thống")
    if attempt.state == AttemptState.CREATED:
        return _("Chưa nhận được trang thanh toán")
    if attempt.expires_at <= now:
        return _("Hết giờ, đơn vị thanh toán chưa đóng giao dịch")
    return _("Người nộp chưa trả xong")


def events_of(attempt: PaymentAttempt) -> QuerySet[ProviderEvent]:
    """What the provider told about it, the oldest first."""
    return ProviderEvent.objects.filter(
        provider=attempt.provider, attempt_key=str(attempt.key)
    ).order_by("received_at")


def _attempts() -> QuerySet[PaymentAttempt]:
    return PaymentAttempt.objects.select_related("obligation")


def _open() -> QuerySet[PaymentAttempt]:
    return _attempts().filter(state__in=LIVE).order_by("expires_at", "pk")


def _over(now: datetime) -> QuerySet[PaymentAttempt]:
    return _open().filter(expires_at__lte=now)


def _silent() -> QuerySet[PaymentAttempt]:
    return (
        _attempts()
        .filter(silent_since__isnull=False, state__in=UNPAID)
        .order_by("silent_since", "pk")
    )


def _unknown() -> QuerySet[PaymentAttempt]:
    problems = ("unknown_reference", "question_refused")
    return _attempts().filter(problem__in=problems, state__in=LIVE).order_by("created_at", "pk")


def _wrong_currency(now: datetime) -> QuerySet[PaymentAttempt]:
    return (
        _attempts()
        .filter(
            problem="wrong_currency",
            state=AttemptState.SURPLUS,
            created_at__gt=now - SHOWN_FOR,
        )
        .order_by("created_at", "pk")
    )


def _refunds_by_hand() -> QuerySet[Refund]:
    return (
        Refund.objects.select_related("attempt__obligation")
        .filter(state=RefundState.BY_HAND)
        .order_by("requested_at", "pk")
    )


def _events() -> QuerySet[ProviderEvent]:
    return ProviderEvent.objects.defer("body").filter(processed_at=None).order_by("received_at")


def _parked(now: datetime) -> QuerySet[ProviderEvent]:
    """Without what tells nothing new: late calls about money that is given back anyway."""
    return (
        ProviderEvent.objects.defer("body")
        .filter(~Q(problem=""), received_at__gt=now - SHOWN_FOR)
        .exclude(problem__in=OFTEN_SEEN)
        .order_by("received_at")
    )
