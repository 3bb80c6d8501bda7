"""What the pages of a till show, for the clerk and for the leader."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from payments.models import CashDay
from payments.queries.cash_book import CashBook, cash_book_of
from portal.shared.money import format_vnd

PAGE_SIZE = 30


def list_context(request: HttpRequest, days: QuerySet[CashDay]) -> dict[str, Any]:
    """A page of days, and the addresses of its neighbours."""
    page = Paginator(days, PAGE_SIZE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "previous_url": _address(request, page.number - 1) if page.has_previous() else "",
        "next_url": _address(request, page.number + 1) if page.has_next() else "",
    }


def _address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


def day_context(cash_day: CashDay) -> dict[str, Any]:
    """The book of a day, and what it comes to."""
    book = cash_book_of(cash_day)
    return {
        "cash_day": cash_day,
        "book": book,
        "sums": _sums(cash_day, book),
        "difference_words": _difference_words(cash_day.difference_vnd or 0),
        "in_till_vnd": cash_day.float_vnd + book.takings_vnd,
    }


def _difference_words(difference_vnd: int) -> str:
    if difference_vnd == 0:
        return ""
    if difference_vnd > 0:
        words = _("Kiểm đếm thừa %(amount)s so với sổ.")
    else:
        words = _("Kiểm đếm thiếu %(amount)s so với sổ.")
    return words % {"amount": format_vnd(abs(difference_vnd))}


def _sums(cash_day: CashDay, book: CashBook) -> list[dict[str, Any]]:
    rows = [
        (_("Tiền đầu ngày"), cash_day.float_vnd),
        (_("Thu trong ngày"), book.received_vnd),
        (_("Chi, ghi đảo trong ngày"), -book.paid_out_vnd),
        (_("Tiền theo sổ"), cash_day.float_vnd + book.takings_vnd),
    ]
    if cash_day.counted_vnd is not None:
        rows += [
            (_("Tiền kiểm đếm"), cash_day.counted_vnd),
            (_("Chênh lệch"), cash_day.difference_vnd or 0),
            (_("Nộp quỹ (trừ tiền đầu ngày)"), cash_day.counted_vnd - cash_day.float_vnd),
        ]
    return [{"key": key, "value": format_vnd(amount)} for key, amount in rows]
