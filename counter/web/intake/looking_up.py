"""What was typed into the one field leads to a page of the intake."""

from typing import Any

from django.utils.translation import gettext as _

from counter.actions.attach_ticket import attach_ticket
from counter.actions.keep_typed import keep_typed
from counter.finding import Found, find_client
from counter.identity_card import IdentityCard
from counter.models import Intake
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen
from portal.shared.errors import InvalidInput, Refusal
from portal.shared.rate_limit.limit import Limit, TooManyTries

# A busy clerk looks up some forty people an hour; who wants to read the register needs more.
LOOKUPS = Limit("intake_lookup", times=200, seconds=3600)

# Pages of Intake.typed.
FOUND, UNREAD = "found", "unread"


def look_up(actor: Actor, intake: Intake, typed: str) -> str:
    """Look for the person; the name of the address that comes next.

    Raises InvalidInput (`q`), TooManyTries.
    """
    LOOKUPS.spend(f"user:{actor.user_id}")
    found = find_client(actor, typed)
    if found.ticket is not None:
        try:
            attach_ticket(actor=actor, key=intake.key, ticket=found.ticket)
        except Refusal as refusal:
            raise InvalidInput({"q": str(refusal)}) from refusal
        raise InvalidInput(
            {
                "q": _(
                    "Đã gắn số %(ticket)s vào lượt này. Số không cho biết là ai: hãy quét thẻ hoặc "
                    "nhập số định danh."
                )
                % {"ticket": found.ticket.label}
            }
        )
    keep_typed(actor=actor, key=intake.key, page=FOUND, values=_as_json(found))
    return "counter:intake_person" if found.citizens else "counter:intake_person_new"


def find_again(actor: Actor, intake: Intake, number: str) -> None:
    """A number that turned out to be somebody's: found now, whatever was looked up before."""
    found = find_client(actor, number)
    keep_typed(actor=actor, key=intake.key, page=FOUND, values=_as_json(found))


def first_look_up(actor: Actor, intake: Intake, typed: str) -> str:
    """The same on the page before the intake; what cannot be read waits in the intake's field."""
    try:
        return look_up(actor, intake, typed)
    except InvalidInput as refusal:
        error = refusal.errors["q"]
    except TooManyTries as refusal:
        error = str(refusal)
    keep_typed(actor=actor, key=intake.key, page=UNREAD, values={"q": typed, "error": error})
    return "counter:intake_identify"


def unread(intake: Intake) -> tuple[str, str]:
    """What was typed before the intake and could not be read, and why."""
    kept = intake.typed.get(UNREAD, {})
    return kept.get("q", ""), kept.get("error", "")


def found_people(intake: Intake) -> list[Citizen]:
    """The people that the last look-up found, with their places."""
    keys = intake.typed.get(FOUND, {}).get("citizens", [])
    people = Citizen.objects.select_related("commune__parent").filter(pk__in=keys)
    return list(people.order_by("full_name"))


def found_card(intake: Intake) -> IdentityCard | None:
    """The card that was scanned."""
    card = intake.typed.get(FOUND, {}).get("card")
    return IdentityCard.from_json(card) if card else None


def found_number(intake: Intake) -> str:
    """The number that nobody has yet."""
    return str(intake.typed.get(FOUND, {}).get("number", ""))


def _as_json(found: Found) -> dict[str, Any]:
    return {
        "citizens": [citizen.pk for citizen in found.citizens],
        "card": found.card.as_json() if found.card else None,
        "number": found.number,
    }
