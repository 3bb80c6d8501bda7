"""Lists of things with keys: what came, went, changed and moved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from services.difference.attributes import Attribute, Subject, Thing, Words, changes, described
from services.difference.change import Change, is_long
from services.difference.sequence import Matched, match, moved, numbered
from services.difference.values import as_json, beginning


@dataclass(frozen=True)
class Noun:
    """What the things of a list are: `word` in the middle of a sentence ("giấy"), the attribute
    that is their `name`, and the one that is their `key`."""

    part: str
    word: Words
    attributes: Mapping[str, Attribute]
    name: str = "name"
    key: str = "key"
    apart: frozenset[str] = frozenset()  # attributes that are told elsewhere
    of: str = ""  # whose they are: " của trường “Mục đích”"

    def called(self, thing: Thing) -> str:
        """`giấy “Tờ khai”`."""
        name = thing.get(self.name) or thing.get(self.key) or as_json(thing)
        return f"{self.word} “{name}”{self.of}"

    def place(self, thing: Thing) -> str:
        """Its key as a text."""
        return str(thing.get(self.key, ""))

    def subject(self, thing: Thing) -> Subject:
        """The beginning of sentences about it."""
        return Subject(self.part, self.place(thing), beginning(self.called(thing)))

    def told(self, thing: Thing) -> str:
        """All that it says but its name."""
        return described(thing, self.attributes, but={self.name, self.key, *self.apart})

    def added(self, thing: Thing, text: str = "") -> Change:
        """It is new."""
        text = text or _("Thêm %(thing)s") % {"thing": self.called(thing)}
        return Change(self.part, "added", self.place(thing), text, "", self._whole(thing))

    def removed(self, thing: Thing, text: str = "") -> Change:
        """It is gone."""
        text = text or _("Bỏ %(thing)s") % {"thing": self.called(thing)}
        return Change(self.part, "removed", self.place(thing), text, self._whole(thing), "")

    def moved(self, thing: Thing, previous: Thing | None, at: tuple[int, int]) -> Change:
        """It stands elsewhere among the others: after `previous`, or first."""
        words = {"thing": self.called(thing)}
        text = (
            _("Đổi thứ tự %(thing)s: nay đứng sau %(previous)s")
            % {**words, "previous": self.called(previous)}
            if previous is not None
            else _("Đổi thứ tự %(thing)s: nay đứng đầu") % words
        )
        before, after = (_("thứ %(place)d") % {"place": index + 1} for index in at)
        return Change(self.part, "moved", self.place(thing), text, before, after)

    def kept(self, old: Thing, new: Thing) -> list[Change]:
        """It is still there: under another name or key, with other attributes."""
        found = [*self._renamed(old, new), *self._keyed_anew(old, new)]
        but = {self.name, self.key, *self.apart}
        return [*found, *changes(self.subject(new), old, new, self.attributes, but=but)]

    def _renamed(self, old: Thing, new: Thing) -> Iterable[Change]:
        before, after = str(old.get(self.name, "")), str(new.get(self.name, ""))
        if old.get(self.name, "") == new.get(self.name, "") or self.name == self.key:
            return
        words = {"word": self.word, "of": self.of, "before": before, "after": after}
        text = (
            _("Đổi tên %(word)s%(of)s (trước và sau ghi bên cạnh)") % words
            if is_long(before, after)
            else _("Đổi tên %(word)s “%(before)s”%(of)s thành “%(after)s”") % words
        )
        yield Change(self.part, "changed", self.place(new), text, before, after)

    def _keyed_anew(self, old: Thing, new: Thing) -> Iterable[Change]:
        before, after = old.get(self.key, ""), new.get(self.key, "")
        if before != after:
            words = {"thing": self.called(new), "before": before, "after": after}
            text = _("Đổi khóa của %(thing)s từ %(before)s thành %(after)s") % words
            yield Change(self.part, "changed", self.place(new), text, str(before), str(after))

    def _whole(self, thing: Thing) -> str:
        told = self.told(thing)
        return f"{thing.get(self.name, '')}: {told}" if told else str(thing.get(self.name, ""))


def list_changes(noun: Noun, old: Sequence[Thing], new: Sequence[Thing]) -> list[Change]:
    """Everything that happened to a list of keyed things, in the order of the new list."""
    found = paired(noun, old, new)
    told = [noun.removed(old[index]) for index in found.removed]
    was = {now: before for before, now in found.kept}
    for index, thing in enumerate(new):
        if index not in was:
            told.append(noun.added(thing))
            continue
        told += noun.kept(old[was[index]], thing)
        if index in found.moved:
            previous = new[index - 1] if index else None
            told.append(noun.moved(thing, previous, (was[index], index)))
    return told


def paired(noun: Noun, old: Sequence[Thing], new: Sequence[Thing]) -> Matched:
    """What belongs together: by key; and what is the same but for its key."""
    by_key = match(*([_hashable(each.get(noun.key)) for each in side] for side in (old, new)))
    but_key = {noun.key}
    gone = {index: _without(old[index], but_key) for index in by_key.removed}
    pairs = {now: was for was, now in by_key.kept}
    for index in by_key.added:
        thing = _without(new[index], but_key)
        same = next((at for at, each in gone.items() if each == thing), None)
        if same is not None:
            del gone[same]
            pairs[index] = same
    kept = tuple((pairs[index], index) for index in sorted(pairs))
    return Matched(
        kept=kept,
        removed=tuple(gone),
        added=tuple(index for index in by_key.added if index not in pairs),
        moved=moved(kept),
    )


def things(value: Any) -> list[Thing]:
    """A list of JSON objects as it may be read from anywhere; what is no object stands alone."""
    if value in (None, "", {}):
        return []
    members = value if isinstance(value, list | tuple) else [value]
    return [each if isinstance(each, Mapping) else {"": each} for each in members]


def _without(thing: Thing, names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in thing.items() if name not in names}


def _hashable(key: Any) -> Any:
    return key if isinstance(key, str | int | None) else as_json(key)


__all__ = ["Noun", "list_changes", "numbered", "paired", "things"]
