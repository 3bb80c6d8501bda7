"""A comparison is set off, one of a kind at a time."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.national.models import Comparison
from portal.shared import clock
from portal.shared.kept_language import kept_language

# What has not ended by then has lost its worker and its job.
LOST_AFTER = timedelta(hours=6)
GOING_ON = (Comparison.State.WAITING, Comparison.State.RUNNING)


@transaction.atomic
def start_comparison(
    *, kind: str, since: date | None, asked_by_id: int | None = None
) -> tuple[Comparison, bool]:
    """A new comparison that waits to be run, or the one of this kind that is going on; and
    whether it is new."""
    _give_up_lost(kind)
    comparison = Comparison(
        kind=kind,
        since=since if kind == Comparison.Kind.DOSSIERS else None,
        asked_by_id=asked_by_id,
        asked_at=clock.now(),
    )
    try:
        with transaction.atomic():
            comparison.save()
    except IntegrityError:
        return Comparison.objects.get(kind=kind, state__in=GOING_ON), False
    return comparison, True


def _give_up_lost(kind: str) -> None:
    now = clock.now()
    with kept_language():
        error = _("Bị ngắt giữa chừng.")
    Comparison.objects.filter(kind=kind, state__in=GOING_ON, asked_at__lt=now - LOST_AFTER).update(
        state=Comparison.State.FAILED, ended_at=now, error=error
    )
