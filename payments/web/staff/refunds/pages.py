"""What the pages of both workplaces show."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from payments.models import Refund
from payments.states import RefundState
from payments.words.money import way_of
from payments.words.refund import problem_of, refund_state, refund_story

PAGE_SIZE = 30
# Bad input, the wrong person, a refund that is elsewhere now.
UNUSABLE, FORBIDDEN, MOVED_ON = 422, 403, 409
_KINDS = {
    RefundState.REQUESTED: "warning",
    RefundState.BY_HAND: "warning",
    RefundState.APPROVED: "info",
    RefundState.SENT: "info",
    RefundState.DONE: "success",
    RefundState.REJECTED: "error",
}


def list_context(request: HttpRequest, refunds: QuerySet[Refund]) -> dict[str, Any]:
    """One page of refunds; nothing is counted."""
    number = _page_number(request)
    start = (number - 1) * PAGE_SIZE
    found = list(refunds[start : start + PAGE_SIZE + 1])
    return {
        "rows": [row(refund) for refund in found[:PAGE_SIZE]],
        "previous_url": f"?page={number - 1}" if number > 1 else "",
        "next_url": f"?page={number + 1}" if len(found) > PAGE_SIZE else "",
    }


def _page_number(request: HttpRequest) -> int:
    given = request.GET.get("page", "1")
    return int(given) or 1 if given.isdecimal() and len(given) < 5 else 1


def row(refund: Refund) -> dict[str, Any]:
    """A refund in a list."""
    return {
        "refund": refund,
        "obligation": refund.attempt.obligation,
        "state": refund_state(refund),
        "kind": _KINDS[RefundState(refund.state)],
    }


def refund_context(refund: Refund, area: str) -> dict[str, Any]:
    """A refund on its own page. `area` is counter or desk."""
    reference = refund.attempt.obligation.reference
    return {
        **row(refund),
        "story": refund_story(refund, for_staff=True),
        "facts": _facts(refund),
        # Payments knows no dossiers. What people call the subject is the dossier's code, and the
        # pages of staff about one stand at this address in either area.
        "subject_href": f"/{area}/dossiers/{reference}/" if reference else "",
    }


def _facts(refund: Refund) -> list[dict[str, str]]:
    obligation = refund.attempt.obligation
    rows = [
        (_("Người nộp"), obligation.payer_name),
        (_("Địa chỉ"), obligation.payer_address),
        (_("Nội dung"), obligation.description),
        (_("Đã thanh toán bằng"), way_of(refund.attempt)),
        (_("Mã giao dịch"), refund.attempt.payment_reference),
        (_("Cơ quan có khoản thu"), obligation.agency.name),
        (_("Nơi chi trả"), obligation.counter.name),
        (_("Vướng mắc"), problem_of(refund) if refund.state == RefundState.BY_HAND else ""),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]
