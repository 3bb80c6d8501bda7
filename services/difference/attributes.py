"""Attributes of one thing that stayed: each that differs is told, known to us or not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from services.difference.change import Change, is_long
from services.difference.values import Show, as_json, is_empty, quoted

Thing = Mapping[str, Any]
Words = str | Promise


@dataclass(frozen=True)
class Attribute:
    """`label` is how it is called in the middle of a sentence, `show` how its value reads, and
    `now` a sentence of its own for some new values. A `flag` is told by its label when it is set.
    What is absent has `default`."""

    label: Words
    show: Show = quoted
    default: Any = ""
    flag: bool = False
    now: Callable[[Any], Words | None] = field(default=lambda _value: None)

    def of(self, thing: Thing, name: str) -> Any:
        """The value in a thing."""
        return thing.get(name, self.default)


@dataclass(frozen=True)
class Subject:
    """What the sentences are about: `Trường “Số tờ”`."""

    part: str
    place: str
    name: str

    def change(self, label: Words, before: str, after: str) -> Change:
        """An attribute is another one."""
        words = {"subject": self.name, "label": label, "before": before, "after": after}
        if is_long(before, after):
            text = _("%(subject)s: sửa %(label)s") % words
        elif not before:
            text = _("%(subject)s: thêm %(label)s %(after)s") % words
        elif not after:
            text = _("%(subject)s: bỏ %(label)s %(before)s") % words
        else:
            text = _("%(subject)s: %(label)s %(before)s → %(after)s") % words
        return Change(self.part, "changed", self.place, text, before, after)

    def say(self, words: Words, before: str = "", after: str = "") -> Change:
        """A sentence of its own."""
        text = _("%(subject)s %(words)s") % {"subject": self.name, "words": words}
        return Change(self.part, "changed", self.place, text, before, after)


def changes(
    subject: Subject, old: Thing, new: Thing, known: Mapping[str, Attribute], *, but: set[str]
) -> list[Change]:
    """One change for each attribute that differs, `but` those told elsewhere."""
    names = [*known, *sorted((set(old) | set(new)) - set(known))]
    return [
        told
        for name in names
        if name not in but
        for told in [_told(subject, name, old, new, known.get(name))]
        if told is not None
    ]


def _told(
    subject: Subject, name: str, old: Thing, new: Thing, attribute: Attribute | None
) -> Change | None:
    attribute = attribute or Attribute(f"“{name}”", default=None)
    was, now = attribute.of(old, name), attribute.of(new, name)
    if was == now:
        return None
    before, after = attribute.show(was), attribute.show(now)
    if before == after:
        before, after = as_json(was), as_json(now)
    words = attribute.now(now)
    return (
        subject.say(words, before, after)
        if words
        else subject.change(attribute.label, before, after)
    )


def described(thing: Thing, known: Mapping[str, Attribute], *, but: set[str]) -> str:
    """All that a thing says, for one that is new or gone."""
    told = []
    for name in [*known, *sorted(set(thing) - set(known))]:
        attribute = known.get(name) or Attribute(f"“{name}”", default=None)
        value = attribute.of(thing, name)
        if name in but or name not in thing or is_empty(value) or value == 0:
            continue
        told.append(
            str(attribute.label) if attribute.flag else f"{attribute.label} {attribute.show(value)}"
        )
    return "; ".join(told)
