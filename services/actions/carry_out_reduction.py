"""Writes the rule of a batch that lowers fees: one rule, over the procedures of the batch."""

from django.db import transaction

from portal.accounts.actor import Actor
from portal.shared.action_log.record import record
from services.batches.reduction_plan import rule_of
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
    rule = rule_of(batch.wanted["rule"])
    present = Reduction.objects.filter(revision=None, key=rule.key).first()
    if present is not None:
        return present
    rule.procedure_codes = sorted(codes)
    rule.order = Reduction.objects.filter(revision=None).count() + 1
    rule.save(force_insert=True)
    record(
        actor=actor,
        action="add_reduction",
        subject=f"reduction:{rule.key}",
        procedures=len(codes),
    )
    return rule
