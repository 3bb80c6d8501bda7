"""No PIN waits longer than five minutes."""

from datetime import timedelta

from django.db import transaction

from portal.shared import clock
from portal.signatures.actions.end_run import end_run
from portal.signatures.errors import PinForgotten
from portal.signatures.models import SigningRun

LONGEST = timedelta(minutes=5)


def erase_pins() -> int:
    """Erase the PINs of runs asked for more than five minutes ago; how many there were.

    A run that still waits ends with words that ask for the PIN again; one that is being signed
    has its key open already and goes on.
    """
    old = SigningRun.objects.filter(asked_at__lt=clock.now() - LONGEST).exclude(pin_encrypted="")
    run_ids = list(old.values_list("pk", flat=True))
    for run_id in run_ids:
        _erase(run_id)
    return len(run_ids)


@transaction.atomic
def _erase(run_id: int) -> None:
    run = SigningRun.objects.select_for_update().get(pk=run_id)
    if run.state == SigningRun.State.WAITING:
        end_run(run_id=run.pk, failure=PinForgotten())
        return
    run.pin_encrypted = ""
    run.save(update_fields=["pin_encrypted"])
