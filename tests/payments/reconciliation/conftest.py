"""An empty sandbox whose own book a test may rewrite, and people who pay through it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import psycopg
import pytest

from payments.actions.check_attempt import check_attempt
from payments.actions.import_bank_statement import import_bank_statement
from payments.actions.start_attempt import start_attempt
from payments.models import PaymentAttempt
from payments.queries.our_book import day_of
from portal.accounts.actor import SYSTEM
from portal.shared import clock
from tests.payments.factory import fresh, make_obligation
from tests.payments.sandbox import PaymentSandbox
from tests.stand_in import database_of
from tests.world import Person

Pay = Callable[..., PaymentAttempt]


class SandboxBook:
    """The provider's book, behind its back: what an error at the provider would look like."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def clear(self) -> None:
        """Nothing was ever paid."""
        self._connection.execute("DELETE FROM object")

    def lose(self, reference: str) -> None:
        """The provider forgets what it booked of a charge or refund."""
        self._connection.execute(
            "DELETE FROM object WHERE kind = 'balance_transaction' AND body ->> 'source' = %s",
            [self._source(reference)],
        )

    def change_amount(self, reference: str, amount: int) -> None:
        """The provider books another amount."""
        self._connection.execute(
            "UPDATE object SET body = body || jsonb_build_object('amount', %s::int,"
            " 'amount_captured', %s::int) WHERE id = %s",
            [amount, amount, self._source(reference)],
        )

    def change_currency(self, reference: str, currency: str) -> None:
        """It was another currency."""
        self._connection.execute(
            "UPDATE object SET body = body || jsonb_build_object('currency', %s::text)"
            " WHERE id = %s",
            [currency, self._source(reference)],
        )

    def move(self, reference: str, moment: datetime) -> None:
        """The provider books it at that moment."""
        self._connection.execute(
            "UPDATE object SET body = jsonb_set(body, '{created}', to_jsonb(%s::bigint))"
            " WHERE kind = 'balance_transaction' AND body ->> 'source' = %s",
            [int(moment.timestamp()), self._source(reference)],
        )

    def balance(self) -> int:
        """What the provider holds, in đồng: the sum of its balance transactions."""
        row = self._connection.execute(
            "SELECT COALESCE(SUM((body ->> 'amount')::bigint), 0) FROM object"
            " WHERE kind = 'balance_transaction'"
        ).fetchone()
        assert row
        return int(row[0])

    def _source(self, reference: str) -> str:
        """The charge of a payment intent; a refund is its own source."""
        if not reference.startswith("pi_"):
            return reference
        row = self._connection.execute(
            "SELECT body ->> 'latest_charge' FROM object WHERE id = %s", [reference]
        ).fetchone()
        assert row, reference
        return str(row[0])


@pytest.fixture
def book(payment_sandbox: PaymentSandbox) -> Iterator[SandboxBook]:
    """The sandbox's book, empty at first."""
    with psycopg.connect(database_of("payment_sandbox"), autocommit=True) as connection:
        emptied = SandboxBook(connection)
        emptied.clear()
        yield emptied
        emptied.clear()


@pytest.fixture
def pay(book: SandboxBook, payment_sandbox: PaymentSandbox, payer: Person) -> Pay:
    """`pay(100_000)`: an attempt that was paid; `told=False`: nobody has told us yet."""

    def pay_now(amount_vnd: int = 100_000, *, told: bool = True, **fields: Any) -> PaymentAttempt:
        obligation = make_obligation(payer.citizen, amount_vnd=amount_vnd, **fields)
        attempt = start_attempt(obligation=obligation, provider="stripe", next_url="")
        payment_sandbox.press(attempt.provider_reference, "succeed")
        return check_attempt(attempt=attempt) if told else fresh(attempt)

    return pay_now


@pytest.fixture
def today() -> date:
    """Of Vietnam."""
    return day_of(clock.now())


@pytest.fixture
def bank() -> Callable[..., None]:
    """`bank((day, reference, amount), ...)`: the bank's statement with these lines."""

    def give(*lines: tuple[date, str, int]) -> None:
        rows = [f"{day:%d/%m/%Y},{reference},{amount},GD" for day, reference, amount in lines]
        content = "\n".join(["ngay,so_tham_chieu,so_tien,noi_dung", *rows]).encode()
        import_bank_statement(actor=SYSTEM, content=content, file_name="sao-ke.csv")

    return give
