"""An admin puts procedures into a life event, in the order in which people need them."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput
from services.models import LifeEvent, LifeEventProcedure, Procedure, Revision
from services.search.lexicon import forget_lexicon
from services.search.ordering import moved
from services.search.policy import must_curate
from services.search.tokens import words

MOST, LONGEST_WHY = 30, 200


@transaction.atomic
def add_event_procedure(*, actor: Actor, number: int, code: str, why: str = "") -> Procedure:
    """Put the procedure of this national or local code at the end.

    Raises NotAllowed, InvalidInput (`code`, `why`), LifeEvent.DoesNotExist.
    """
    event = _locked(actor, number)
    why = " ".join(why.replace("\0", "").split())
    if len(why) > LONGEST_WHY:
        raise InvalidInput({"why": _("Viết ngắn lại, không quá %(most)d ký tự.") % {"most": 200}})
    procedure = _procedure_to_add(event, code)
    entries = list(event.entries.all())
    LifeEventProcedure.objects.create(
        event=event, procedure=procedure, place=len(entries) + 1, why=why
    )
    _changed(actor, event, "add_event_procedure", procedure.code)
    return procedure


@transaction.atomic
def move_event_procedure(*, actor: Actor, number: int, code: str, up: bool) -> None:
    """One place up or down. Raises NotAllowed, LifeEvent.DoesNotExist,
    LifeEventProcedure.DoesNotExist."""
    event = _locked(actor, number)
    entries = list(event.entries.select_related("procedure").order_by("place", "pk"))
    for place, entry in enumerate(moved(entries, _entry(entries, code), up=up), start=1):
        if entry.place != place:
            entry.place = place
            entry.save(update_fields=["place"])
    _changed(actor, event, "move_event_procedure", code)


@transaction.atomic
def remove_event_procedure(*, actor: Actor, number: int, code: str) -> None:
    """Take it out of the event; the procedure itself stays. Raises as move_event_procedure."""
    event = _locked(actor, number)
    _entry(list(event.entries.select_related("procedure")), code).delete()
    _changed(actor, event, "remove_event_procedure", code)


def _locked(actor: Actor, number: int) -> LifeEvent:
    must_curate(actor)
    return LifeEvent.objects.select_for_update().get(pk=number, removed=False)


def _procedure_to_add(event: LifeEvent, code: str) -> Procedure:
    typed = code.split(".000.00.00.")[0].strip()
    if not words(typed):
        raise InvalidInput({"code": _("Nhập mã thủ tục, ví dụ 1.001193.")})
    found = Procedure.objects.filter(code=typed).first()
    if found is None:
        raise InvalidInput({"code": _("Không có thủ tục mã “%(code)s”.") % {"code": typed}})
    if not found.revisions.filter(state=Revision.State.PUBLISHED).exists():
        raise InvalidInput({"code": _("Thủ tục này không còn áp dụng, không thêm được.")})
    if event.entries.filter(procedure=found).exists():
        raise InvalidInput({"code": _("Sự kiện này đã có thủ tục đó.")})
    if event.entries.count() >= MOST:
        raise InvalidInput({"code": _("Nhiều nhất %(most)d thủ tục.") % {"most": MOST}})
    return found


def _entry(entries: list[LifeEventProcedure], code: str) -> LifeEventProcedure:
    entry = next((each for each in entries if each.procedure.code == code), None)
    if entry is None:
        raise LifeEventProcedure.DoesNotExist
    return entry


def _changed(actor: Actor, event: LifeEvent, action: str, code: str) -> None:
    event.edited = True
    event.changed_at, event.changed_by_id = clock.now(), actor.person_id
    event.save(update_fields=["edited", "changed_at", "changed_by"])
    record(actor=actor, action=action, subject=f"life_event:{event.slug}", code=code)
    transaction.on_commit(forget_lexicon)
