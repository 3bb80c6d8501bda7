"""The page of a payment: choose a bank, pay, be refused, or turn back."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render

from outside.payment_platform import faults, ledger
from outside.payment_platform.banks import BANKS
from outside.payment_platform.states import CANCELLED, UNDECIDED, WAITING, WORDS
from outside.serving.database import transaction
from outside.serving.dropping import drop

STYLE = (Path(__file__).parent / "static" / "platform.css").read_bytes()
NEEDS_A_BANK = ("succeed", "decline")
DEEDS = (*NEEDS_A_BANK, "cancel", "decide")


def page(request: HttpRequest, key: str) -> HttpResponse:
    """What is to be paid, the banks and the buttons; or how it ended."""
    with transaction() as connection:
        row = ledger.by_page(connection, key)
    if row is None:
        return render(request, "unknown.html", status=404)
    return _show(request, row)


def _show(request: HttpRequest, row: ledger.Row, error: str = "") -> HttpResponse:
    context = {
        "row": row,
        "init": row["init"],
        "paper": row["init"].get("ThongTinBienLai", {}),
        "banks": BANKS,
        "bank": BANKS.get(row["bank"], ""),
        "words": WORDS[row["state"]],
        "error": error,
    }
    return render(request, "pay.html", context, status=400 if error else 200)


def act(request: HttpRequest, key: str, deed: str) -> HttpResponse:
    """A button was pressed. Back to the partner, by the way that fits."""
    if request.method != "POST" or deed not in DEEDS:
        return HttpResponseNotAllowed(["POST"])
    bank = request.POST.get("bank", "")
    with transaction() as connection:
        row = ledger.by_page(connection, key)
        if row is None:
            return render(request, "unknown.html", status=404)
        if row["state"] != (UNDECIDED if deed == "decide" else WAITING):
            return HttpResponseRedirect(f"/pay/{key}")
        if deed in NEEDS_A_BANK and bank not in BANKS:
            return _show(request, row, "Hãy chọn ngân hàng hoặc ví điện tử.")
        row = _do(connection, row, deed, bank)
        crash = deed == "succeed" and faults.hits(connection, "crash_after_charge")
    if crash:
        return drop(request)
    return HttpResponseRedirect(_way_back(row))


def _do(connection: ledger.Connection, row: ledger.Row, deed: str, bank: str) -> ledger.Row:
    if deed == "succeed":
        return ledger.pay(connection, row, bank)
    if deed == "decline":
        return ledger.refuse(connection, row, bank)
    if deed == "decide":
        return ledger.decide(connection, row)
    return ledger.cancel(connection, row)


def _way_back(row: ledger.Row) -> str:
    name = "UrlHuy" if row["state"] == CANCELLED else "UrlQuayLai"
    return str(row["init"].get(name) or "/")


def index(request: HttpRequest) -> HttpResponse:
    """The latest transactions, and the way to the faults."""
    with transaction() as connection:
        rows = connection.execute("SELECT * FROM transaction ORDER BY seq DESC LIMIT 50").fetchall()
    for row in rows:
        row["words"] = WORDS[row["state"]]
    return render(request, "index.html", {"rows": rows})


def style(request: HttpRequest) -> HttpResponse:
    """The one style sheet."""
    return HttpResponse(STYLE, content_type="text/css")


def health(request: HttpRequest) -> HttpResponse:
    """Up, with its database."""
    with transaction() as connection:
        connection.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
