"""Lists of plain texts: results, return channels, groups of people."""

from collections.abc import Hashable, Sequence

from django.utils.translation import gettext as _

from services.difference.attributes import Words
from services.difference.change import Change
from services.difference.sequence import match
from services.difference.values import Show


def text_changes(
    place: str, word: Words, old: Sequence[Hashable], new: Sequence[Hashable], show: Show
) -> list[Change]:
    """What came, went and moved. One that went while one came is one that is worded anew."""
    found = match(old, new)
    gone, come = [old[at] for at in found.removed], [new[at] for at in found.added]
    if len(gone) == len(come) == 1:
        before, after = show(gone[0]), show(come[0])
        words = {"word": word, "before": before, "after": after}
        text = _("Sửa %(word)s %(before)s thành %(after)s") % words
        told = [Change("facts", "changed", place, text, before, after)]
    else:
        told = [*_gone(place, word, gone, show), *_come(place, word, come, show)]
    for was, now in found.kept:
        if now in found.moved:
            told.append(_moved(place, word, new, (was, now), show))
    return told


def _gone(place: str, word: Words, gone: Sequence[Hashable], show: Show) -> list[Change]:
    sentence = _("Bỏ %(word)s %(text)s")
    return [
        Change("facts", "removed", place, sentence % {"word": word, "text": show(each)}, show(each))
        for each in gone
    ]


def _come(place: str, word: Words, come: Sequence[Hashable], show: Show) -> list[Change]:
    sentence = _("Thêm %(word)s %(text)s")
    return [
        Change(
            "facts", "added", place, sentence % {"word": word, "text": show(each)}, "", show(each)
        )
        for each in come
    ]


def _moved(
    place: str, word: Words, new: Sequence[Hashable], at: tuple[int, int], show: Show
) -> Change:
    was, now = at
    words = {"word": word, "text": show(new[now])}
    text = (
        _("Đổi thứ tự %(word)s %(text)s: nay đứng sau %(previous)s")
        % {**words, "previous": show(new[now - 1])}
        if now
        else _("Đổi thứ tự %(word)s %(text)s: nay đứng đầu") % words
    )
    before, after = (_("thứ %(place)d") % {"place": index + 1} for index in (was, now))
    return Change("facts", "moved", place, text, before, after)
