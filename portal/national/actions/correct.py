"""A person mends what is sent about a dossier or procedure, and sends it again."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.national.actions.resend import resend
from portal.national.mapping.correctable import CORRECTABLE
from portal.national.models import Correction, OutboxMessage
from portal.national.policy import must_run_the_line
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput

LONGEST = 600


@transaction.atomic
def correct(*, actor: Actor, stream: str, values: Mapping[str, str]) -> int:
    """Send these values instead of ours from now on; how many messages are sent again for it.

    A field given empty loses its correction: our own value is sent again. Fields not given stay
    as they are. Raises NotAllowed, InvalidInput (by field), OutboxMessage.DoesNotExist for a
    stream without messages.
    """
    must_run_the_line(actor)
    # The first message is the lock of its stream: two people correct one after the other.
    first = OutboxMessage.objects.filter(stream=stream).order_by("id")[:1]
    OutboxMessage.objects.select_for_update().get(pk__in=list(first.values_list("pk", flat=True)))
    clean = {field: " ".join(value.replace("\0", "").split()) for field, value in values.items()}
    errors = {
        field: problem for field, value in clean.items() if (problem := _problem(field, value))
    }
    if errors:
        raise InvalidInput(errors)
    _write(actor, stream, clean)
    sent_again = resend(actor=actor, stream=stream)
    record(
        actor=actor,
        action="correct_for_national",
        subject=f"outbox:{stream}",
        fields=sorted(clean),
    )
    return sent_again


def _problem(field: str, value: str) -> str:
    if field not in CORRECTABLE:
        return _("Trường này không được sửa.")
    if len(value) > LONGEST:
        return _("Viết ngắn lại, không quá %(most)d ký tự.") % {"most": LONGEST}
    return ""


def _write(actor: Actor, stream: str, values: Mapping[str, str]) -> None:
    emptied = [field for field, value in values.items() if not value]
    Correction.objects.filter(stream=stream, field__in=emptied).delete()
    for field, value in values.items():
        if value:
            Correction.objects.update_or_create(
                stream=stream,
                field=field,
                defaults={
                    "value": value,
                    "made_by_id": actor.person_id,
                    "made_at": clock.now(),
                },
            )
