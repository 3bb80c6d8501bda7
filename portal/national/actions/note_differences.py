"""The differences that were found are written down, and what mends them is queued."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from portal.national.actions.queue_again import Lacking, queue_again
from portal.national.comparison.judging import Verdict
from portal.national.comparison.ours import Seen
from portal.national.models import Comparison, Difference


@dataclass(frozen=True)
class Found:
    """A difference about a dossier, and what had been delivered of it when we looked."""

    verdict: Verdict
    seen: Seen
    # Everything that was delivered is lacking: the other side does not know the dossier.
    everything: bool = False

    @property
    def lacking(self) -> Lacking:
        """What is to be sent again."""
        return Lacking(self.seen, None if self.everything else self.verdict.lacking)


@dataclass(frozen=True)
class Noted:
    """Codes whose difference was written down, and those of them that are not mended by it: what
    cannot be sent again, and what was sent again by the last comparison too."""

    noted: frozenset[str]
    unmended: frozenset[str]


@transaction.atomic
def note_differences(*, comparison: Comparison, found: Mapping[str, Found]) -> Noted:
    """Write down what still differs, and queue again what mends it, in one transaction.

    A dossier that has moved since it was looked at is left out: there is nothing to say of it.
    """
    queued = queue_again(lacking={code: each.lacking for code, each in found.items()})
    differing = {code: each for code, each in found.items() if code in queued.unmoved}
    mended = {code for code, each in differing.items() if each.everything or each.verdict.lacking}
    Difference.objects.bulk_create(
        Difference(
            comparison=comparison,
            kind=each.verdict.kind,
            code=code,
            ours=each.verdict.ours,
            theirs=each.verdict.theirs,
            sent_again=code in mended,
        )
        for code, each in differing.items()
    )
    Comparison.objects.filter(pk=comparison.pk).update(sent_again=F("sent_again") + queued.messages)
    repeated = sent_again_last_time(comparison, mended)
    return Noted(frozenset(differing), frozenset(set(differing) - mended) | repeated)


def sent_again_last_time(comparison: Comparison, codes: set[str]) -> frozenset[str]:
    """Those of the codes that the last comparison of this kind found and sent again too."""
    before = Comparison.objects.filter(
        kind=comparison.kind, state=Comparison.State.DONE, pk__lt=comparison.pk
    ).first()
    again = Difference.objects.filter(comparison=before, code__in=codes, sent_again=True)
    return frozenset(again.values_list("code", flat=True)) if before else frozenset()
