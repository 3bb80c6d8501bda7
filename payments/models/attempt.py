"""One try to pay an obligation (giao dịch)."""

import uuid

from django.db import models
from django.db.models import F, Q
from django_fsm import FSMField, transition

from payments import events
from payments.models.frozen import frozen, never_deleted
from payments.states import CLOSED_UNPAID, LIVE
from payments.states import AttemptState as S
from portal.shared.guarded_state import GuardedState

# Problems that nobody but an operator can clear up.
NEEDS_A_LOOK = ("unknown_reference", "question_refused", "wrong_currency")
UNPAID = (*LIVE, *CLOSED_UNPAID)
# Nobody can pay after the page's end, so one answer given after it is final, also about what we
# closed earlier. An answer that did not come is none; without a page there is nothing to ask about.
UNASKED_SINCE_ITS_END = (
    Q(state__in=UNPAID)
    & (Q(state=S.CREATED) | ~Q(provider_reference=""))
    & (Q(asked_at__isnull=True) | Q(asked_at__lt=F("expires_at")) | Q(silent_since__isnull=False))
)


class PaymentAttempt(GuardedState):
    """One try with one provider. The database allows one live and one settled per obligation.

    `created`: the row exists, the provider may or may not know it (asking again with the same
    idempotency key tells). `open`: the provider waits for the payer. A closed attempt can still
    become settled or surplus: what the provider says about money is stronger than what we said.
    `problem` names why money that came in settled nothing. `received_amount` is what the provider
    really took, in the smallest unit of `received_currency` (đồng for vnd). `asked_at`: when the
    provider was last asked about it; `silent_since`: since when it gives no answer.
    `reversal_reason` is why a clerk took cash back out of the books. Each edge names the event
    that it emits (payments.actions.steps).
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    obligation = models.ForeignKey(
        "payments.Obligation", on_delete=models.PROTECT, related_name="attempts"
    )
    provider = models.CharField(max_length=20)
    provider_reference = models.CharField(max_length=255, blank=True)
    payment_reference = models.CharField(max_length=255, blank=True)
    idempotency_key = models.CharField(max_length=80, unique=True)
    amount_vnd = models.PositiveBigIntegerField()
    state = FSMField(default=S.CREATED, choices=S.choices, protected=True)
    problem = models.CharField(max_length=60, blank=True)
    received_amount = models.PositiveBigIntegerField(null=True, blank=True)
    received_currency = models.CharField(max_length=3, blank=True)
    redirect_url = models.TextField(blank=True)
    next_url = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    silent_since = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reversal_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "provider_reference"],
                condition=~Q(provider_reference=""),
                name="attempt_reference_once",
            ),
            models.UniqueConstraint(
                fields=["provider", "payment_reference"],
                condition=~Q(payment_reference=""),
                name="attempt_payment_reference_once",
            ),
            models.UniqueConstraint(
                fields=["obligation"], condition=Q(state=S.SETTLED), name="attempt_settled_once"
            ),
            models.UniqueConstraint(
                fields=["obligation"], condition=Q(state__in=LIVE), name="attempt_live_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at", "created_at"],
                condition=Q(state__in=LIVE),
                name="attempt_to_ask_about",
            ),
            models.Index(
                fields=["expires_at", "id"], condition=Q(state__in=LIVE), name="attempt_live"
            ),
            models.Index(
                fields=["expires_at"],
                condition=UNASKED_SINCE_ITS_END,
                name="attempt_unasked_since_its_end",
            ),
            models.Index(
                fields=["silent_since"],
                condition=Q(silent_since__isnull=False),
                name="attempt_silent",
            ),
            models.Index(
                fields=["problem", "created_at"],
                condition=Q(problem__in=NEEDS_A_LOOK),
                name="attempt_needs_a_look",
            ),
            models.Index(fields=["closed_at"], name="attempt_closed_at"),
        ]
        triggers = [
            frozen(
                "key", "obligation_id", "provider", "idempotency_key", "amount_vnd", "created_at"
            ),
            never_deleted(),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.key} ({self.state})"

    @property
    def is_live(self) -> bool:
        """Whether the payer may still pay with it."""
        return self.state in LIVE

    @transition(
        "state",
        source=S.CREATED,
        target=S.OPEN,
        custom={"emits": events.AttemptOpened},
    )
    def open(self) -> None:
        """The provider has a page for the payer."""

    @transition(
        "state",
        source=[*LIVE, *CLOSED_UNPAID],
        target=S.SETTLED,
        custom={"emits": events.AttemptSettled},
    )
    def settle(self) -> None:
        """Paid, and it settles the obligation."""

    @transition(
        "state",
        source=[*LIVE, *CLOSED_UNPAID],
        target=S.SURPLUS,
        custom={"emits": events.AttemptKeptAsSurplus},
    )
    def keep_as_surplus(self) -> None:
        """Paid, but nothing is settled by it."""

    @transition(
        "state",
        source=LIVE,
        target=S.DECLINED,
        custom={"emits": events.AttemptDeclined},
    )
    def decline(self) -> None:
        """The bank refused and the provider's page is closed."""

    @transition(
        "state",
        source=LIVE,
        target=S.CANCELLED,
        custom={"emits": events.AttemptCancelled},
    )
    def cancel(self) -> None:
        """The payer turned back and the provider's page is closed."""

    @transition(
        "state",
        source=LIVE,
        target=S.EXPIRED,
        custom={"emits": events.AttemptExpired},
    )
    def expire(self) -> None:
        """Nobody paid in time; known from the provider."""

    @transition(
        "state",
        source=S.SETTLED,
        target=S.REVERSED,
        custom={"emits": events.AttemptReversed},
    )
    def reverse(self) -> None:
        """Cash that was booked by mistake."""
