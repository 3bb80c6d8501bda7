"""Receipts for who paid, and for who holds one in his hand."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from payments.models import Receipt
from payments.queries.receipts import my_receipt, receipt_to_check
from payments.receipts.ensure import ensure_printed
from portal.accounts.web.access import ActorRequest, CitizenRequired
from portal.shared.web.serving import send_file

LOOK_AGAIN_SECONDS = 2


class MyReceiptView(CitizenRequired):
    """The payer's receipt."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponseBase:
        """The PDF; while it is being printed the page looks again by itself."""
        try:
            receipt = my_receipt(request.actor, key)
        except Receipt.DoesNotExist as error:
            raise Http404 from error
        return send_receipt(request, receipt, "payments/my_receipt_being_printed.html")


@method_decorator(never_cache, name="dispatch")
class ReceiptCheckView(View):
    """Where the QR code of a receipt leads: whether it is valid, without the payer's name."""

    def get(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        """The page; who has not the key, has no receipt."""
        try:
            receipt = receipt_to_check(key)
        except Receipt.DoesNotExist as error:
            raise Http404 from error
        return render(request, "payments/receipt_check.html", {"receipt": receipt})


def send_receipt(request: ActorRequest, receipt: Receipt, waiting: str) -> HttpResponseBase:
    """The PDF inline, or the page `waiting` that looks again by itself."""
    if not ensure_printed(receipt=receipt):
        response = render(request, waiting, {"receipt": receipt})
        response["Refresh"] = str(LOOK_AGAIN_SECONDS)
        response["Cache-Control"] = "no-store"
        return response
    name = f"bien-lai-{receipt.book.series}-{receipt.printed_number}.pdf"
    # A receipt can be cancelled at any moment: no browser shows an old copy.
    return send_file(receipt.file, media_type="application/pdf", name=name, private=False)
