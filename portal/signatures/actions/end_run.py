"""A run is over: its PIN is erased, who asked hears of it."""

from django.db import transaction

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.events import publish
from portal.signatures.errors import SigningFailed
from portal.signatures.events import RunEnded
from portal.signatures.models import SigningItem, SigningRun

OVER = (SigningRun.State.DONE, SigningRun.State.FAILED)


@transaction.atomic
def end_run(*, run_id: int, failure: SigningFailed | None = None) -> None:
    """FAILED with the words of `failure`, or DONE; a run that is over stays as it is, and one of
    which something is still being signed (by another process) is not done yet."""
    run = SigningRun.objects.select_for_update().get(pk=run_id)
    waiting = run.items.filter(state=SigningItem.State.WAITING)
    if run.state in OVER or (failure is None and waiting.exists()):
        return
    run.state = SigningRun.State.FAILED if failure else SigningRun.State.DONE
    run.error, run.error_text = (failure.code, str(failure)) if failure else ("", "")
    run.pin_encrypted, run.done_at = "", clock.now()
    run.save(update_fields=["state", "error", "error_text", "pin_encrypted", "done_at"])
    if failure:
        waiting.update(state=SigningItem.State.FAILED)
    publish(
        RunEnded(
            run_id=run.pk,
            subject=run.subject,
            state=run.state,
            error=run.error,
            error_text=run.error_text,
        )
    )
    record(
        actor=_signer(run),
        action="sign_files",
        subject=f"signing_run:{run.key}",
        signed=run.items.filter(state=SigningItem.State.SIGNED).count(),
        error=run.error,
    )


def _signer(run: SigningRun) -> Actor:
    """Who asked, as the log knows people."""
    if run.signer is None:
        return SYSTEM
    return Actor(
        role=Role(run.role), name=run.signer.full_name, user_id=run.signer_id, agency=run.agency
    )
