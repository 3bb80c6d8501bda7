"""The four statements about money that hold whatever happened."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Sum

from dossiers.models import Dossier
from dossiers.states import State
from payments.models import LedgerEntry, Obligation, PaymentAttempt, Refund
from payments.models.ledger_entry import Account
from tests.payments.sandbox import PaymentSandbox


@dataclass
class ProviderBooks:
    """What the provider has taken and given back, by our key of the attempt (đồng)."""

    taken: dict[str, int] = field(default_factory=dict)
    given_back: dict[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, sandbox: PaymentSandbox, since: int = 0) -> "ProviderBooks":
        """From the provider's own charges and refunds, not from what it told us."""
        books = cls()
        for charge in sandbox.all_of("charges", since=since):
            key = charge["metadata"].get("attempt", "")
            if charge["paid"]:
                books.taken[key] = books.taken.get(key, 0) + charge["amount"]
                books.given_back[key] = books.given_back.get(key, 0) + charge["amount_refunded"]
        return books

    def held(self, keys: Iterable[str]) -> int:
        """What it holds for these attempts now."""
        return sum(self.taken.get(key, 0) - self.given_back.get(key, 0) for key in keys)


def one_page_for_each_attempt(sandbox: PaymentSandbox, since: int) -> None:
    """However often the portal died between asking and hearing the answer, the provider made one
    page: a second one would be a second way to pay."""
    pages = Counter(
        s["client_reference_id"] for s in sandbox.all_of("checkout/sessions", since=since)
    )
    assert {key: count for key, count in pages.items() if count > 1} == {}


def all_statements(sandbox: PaymentSandbox, *, since: int = 0) -> None:
    """AssertionError when one of them does not hold. `since`: when the first attempt was made
    (seconds since 1970); what the provider did before is not ours."""
    books = ProviderBooks.read(sandbox, since)
    every_captured_payment_is_settled_or_given_back(books)
    every_settled_obligation_moved_its_dossier_on()
    the_ledger_balances()
    both_sides_agree(books)
    one_page_for_each_attempt(sandbox, since)


def every_captured_payment_is_settled_or_given_back(books: ProviderBooks) -> None:
    """Exactly one of: it settles its obligation (alone), or it is surplus and went back whole."""
    attempts = {str(a.key): a for a in PaymentAttempt.objects.select_related("obligation")}
    for key in attempts.keys() & books.taken.keys():
        attempt = attempts[key]
        assert attempt.received_amount == books.taken[key], f"{attempt}: {books.taken[key]} taken"
        if attempt.state == "settled":
            assert attempt.obligation.state == "settled"
            assert attempt.obligation.amount_vnd == books.taken[key]
        else:
            assert attempt.state == "surplus", f"{attempt} was captured"
            assert books.given_back[key] == books.taken[key], f"{attempt} was not given back"
            assert [r.state for r in attempt.refunds.all()] == ["done"]
    for attempt in attempts.values():
        online = attempt.provider != "cash"
        assert not (online and attempt.state in ("settled", "surplus")) or (
            str(attempt.key) in books.taken
        ), f"{attempt} was never captured"


def every_settled_obligation_moved_its_dossier_on() -> None:
    """Its dossier is paid and does not wait for money; one settled attempt, not two."""
    for obligation in Obligation.objects.prefetch_related("attempts"):
        settled = [a for a in obligation.attempts.all() if a.state == "settled"]
        assert len(settled) == (1 if obligation.state == "settled" else 0), obligation
        kind, _, pk = obligation.subject.partition(":")
        if kind == "dossier" and obligation.state == "settled":
            dossier = Dossier.objects.get(pk=pk)
            assert dossier.paid_at is not None, f"{dossier} is paid and does not know it"
            assert dossier.state != State.PAYMENT_REQUIRED, f"{dossier} still waits for money"


def the_ledger_balances() -> None:
    """Every transfer sums to zero, and each account to what the rows of state say."""
    sums = LedgerEntry.objects.values("transfer").annotate(sum=Sum("amount_vnd"))
    assert [row for row in sums if row["sum"]] == []
    settled = PaymentAttempt.objects.filter(state="settled")
    given_back = Refund.objects.filter(state="done")
    fees = _sum(settled, "amount_vnd") - _sum(
        given_back.filter(attempt__state="settled"), "amount_vnd"
    )
    surplus = _sum(
        PaymentAttempt.objects.filter(state="surplus").exclude(problem="wrong_currency"),
        "received_amount",
    ) - _sum(given_back.filter(attempt__state="surplus"), "amount_vnd")
    assert -_account(Account.FEES) == fees
    assert -_account(Account.SURPLUS) == surplus


def both_sides_agree(books: ProviderBooks) -> None:
    """What our books say the provider holds is what it holds."""
    keys = map(str, PaymentAttempt.objects.exclude(provider="cash").values_list("key", flat=True))
    assert _account(Account.HELD_BY_PROVIDER) == books.held(keys)


def _sum(rows, column: str) -> int:
    return rows.aggregate(sum=Sum(column))["sum"] or 0


def _account(account: Account) -> int:
    return _sum(LedgerEntry.objects.filter(account=account), "amount_vnd")
