"""An admin writes a life event."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput
from portal.shared.folding import fold
from services.models import LifeEvent
from services.search.fillers import is_filler
from services.search.lexicon import forget_lexicon
from services.search.policy import must_curate
from services.search.tokens import phrase_of

ICONS = (
    "baby", "heart", "home", "briefcase", "user", "card", "document", "file", "pin", "building",
    "money", "info", "clock",
)  # fmt: skip
LONGEST_TITLE, LONGEST_TEXT, MOST_SAYINGS, LONGEST_SAYING = 80, 200, 20, 80


@dataclass(frozen=True)
class EventContent:
    """What an admin writes of a life event."""

    title: str
    text: str = ""
    icon: str = "document"
    sayings: tuple[str, ...] = ()
    shown: bool = True


@transaction.atomic
def save_life_event(*, actor: Actor, content: EventContent, number: int | None = None) -> LifeEvent:
    """A new event at the end of the list, or the changed one of this number; its address stays.

    Raises NotAllowed, InvalidInput (`title`, `text`, `icon`, `sayings`), LifeEvent.DoesNotExist.
    """
    must_curate(actor)
    event = LifeEvent()
    if number is not None:
        event = LifeEvent.objects.select_for_update().get(pk=number, removed=False)
    _check(content, number)
    if number is None:
        last = LifeEvent.objects.aggregate(last=Max("place"))["last"] or 0
        event.slug, event.place = _free_slug(content.title), last + 1
    event.title, event.text, event.icon = content.title, content.text, content.icon
    event.sayings, event.shown, event.edited = list(content.sayings), content.shown, True
    event.changed_at, event.changed_by_id = clock.now(), actor.person_id
    event.save()
    record(actor=actor, action="save_life_event", subject=f"life_event:{event.slug}")
    transaction.on_commit(forget_lexicon)
    return event


def _check(content: EventContent, number: int | None) -> None:
    errors = {
        "title": _title_error(content.title, number),
        "text": _("Viết ngắn lại, không quá %(most)d ký tự.") % {"most": LONGEST_TEXT}
        if len(content.text) > LONGEST_TEXT
        else "",
        "icon": "" if content.icon in ICONS else _("Chọn một hình trong danh sách."),
        "sayings": _sayings_error(content.sayings),
    }
    found = {name: text for name, text in errors.items() if text}
    if found:
        raise InvalidInput(found)


def _title_error(title: str, number: int | None) -> str:
    folded = phrase_of(title)
    if len(folded) < 3:
        return _("Nhập tên sự kiện, ví dụ: Sinh con.")
    if len(title) > LONGEST_TITLE:
        return _("Viết ngắn lại, không quá %(most)d ký tự.") % {"most": LONGEST_TITLE}
    for other in LifeEvent.objects.filter(removed=False):
        if other.pk != number and phrase_of(other.title) == folded:
            return _("Đã có sự kiện “%(title)s”. Hãy sửa sự kiện đó.") % {"title": other.title}
    return ""


def _sayings_error(sayings: tuple[str, ...]) -> str:
    if len(sayings) > MOST_SAYINGS:
        return _("Nhiều nhất %(most)d cách nói. Bỏ bớt dòng.") % {"most": MOST_SAYINGS}
    for saying in sayings:
        if len(saying) > LONGEST_SAYING:
            return _("Dòng “%(line)s…” quá dài, không quá %(most)d ký tự.") % {
                "line": saying[:30],
                "most": LONGEST_SAYING,
            }
        if len(phrase_of(saying)) < 2 or is_filler(saying):
            return _("Dòng “%(line)s” quá ngắn hoặc là từ đệm.") % {"line": saying}
    return ""


def _free_slug(title: str) -> str:
    """Of the title, with a number where that address is taken (also by one that was deleted)."""
    wanted = slugify(fold(title))[:50] or "su-kien"
    taken = set(LifeEvent.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
