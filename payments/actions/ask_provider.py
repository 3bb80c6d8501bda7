"""A question to a provider and its answer, over HTTP and without the database.

The sweep asks from several threads: nothing here reads or writes a row.
"""

from dataclasses import dataclass

from payments.models import PaymentAttempt
from payments.order import order_of
from payments.providers import registry
from payments.providers.base import Checkout, Order, Provider, Report, Standing
from payments.providers.errors import ProviderError, ProviderRefused, UnknownReference
from payments.states import AttemptState


@dataclass(frozen=True)
class Question:
    """How does this attempt stand? `order` is asked for first when its page is not known here;
    `close`: an unpaid page is to be closed."""

    provider: str
    attempt_key: str
    reference: str
    order: Order | None
    close: bool


@dataclass(frozen=True)
class Answer:
    """What the provider said: the page it made, how it stands, or why it said nothing."""

    checkout: Checkout | None = None
    report: Report | None = None
    failure: ProviderError | None = None


def question_about(attempt: PaymentAttempt, *, close: bool, reference: str = "") -> Question:
    """`attempt` comes with its obligation and agency, for the order. `reference` is the provider's
    name for the page where the caller knows it and the row may not."""
    is_new = attempt.state == AttemptState.CREATED
    return Question(
        provider=attempt.provider,
        attempt_key=str(attempt.key),
        reference=attempt.provider_reference or reference,
        order=order_of(attempt) if is_new else None,
        close=close,
    )


def ask(question: Question) -> Answer:
    """Never raises a ProviderError: it is the answer's `failure`."""
    provider = registry.get(question.provider)
    checkout = None
    try:
        checkout = _page(provider, question)
        reference = checkout.reference if checkout else question.reference
        if not reference:
            return Answer()
        return Answer(checkout, _report(provider, question, reference))
    except ProviderError as failure:
        return Answer(checkout, failure=failure)


def _page(provider: Provider, question: Question) -> Checkout | None:
    """A refusal is the end of it, unless somebody knows of a page made earlier."""
    if question.order is None:
        return None
    try:
        return provider.open_checkout(question.order)
    except ProviderRefused:
        if question.reference:
            return None
        raise


def _report(provider: Provider, question: Question, reference: str) -> Report:
    report = provider.look_up(reference)
    if report.attempt_key != question.attempt_key:
        raise UnknownReference(f"{reference} is not the page of attempt {question.attempt_key}")
    if question.close and report.standing == Standing.OPEN:
        report = provider.close(reference)
    return report
