"""Writes the rule of a batch that lowers fees: one rule, over the procedures of the batch."""

from django.db import transaction

from portal.accounts.actor import Actor
from portal.shared.action_log.record import record
from services.models import Batch, BatchRow, Reduction


@transaction.atomic
def carry_out_reduction(*, actor: Actor, batch: Batch) -> Reduction:
    """The rule, made once: its key is that of the batch. Quotes that were issued keep what they
    say; what is filed from then on is counted with it."""
    codes = list(
        BatchRow.objects.filter(batch=batch, change=BatchRow.Change.CHANGED).values_list(
            "code", flat=True
        )
    )
    rule, made = Reduction.objects.get_or_create(
        revision=None,
        key=batch.wanted["rule"]["key"],
        defaults={
            **batch.wanted["rule"],
            "procedure_codes": sorted(codes),
            "order": Reduction.objects.filter(revision=None).count() + 1,
        },
    )
    if made:
        record(
            actor=actor,
            action="add_reduction",
            subject=f"reduction:{rule.key}",
            procedures=len(codes),
        )
    return rule
