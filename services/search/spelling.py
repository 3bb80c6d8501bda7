"""Mends slips: keys of Telex and VNI typed without the input method, joined and parted words, a
letter too many, too few, wrong or changed places with its neighbour.

Vietnamese is written in short syllables, so nearly every slip makes another syllable. What decides
is therefore not the distance alone but the neighbours: `khia sinh` is `khai sinh` because names of
the catalogue have these two side by side.
"""

import re
from functools import partial

from rapidfuzz import process
from rapidfuzz.distance import OSA

from services.search.lexicon import Lexicon
from services.search.syllables import is_syllable

# Words longer than this are not cut into parts; phrases longer than this are not mended.
LONGEST_JOINED, MOST_WORDS = 40, 20
SHORTEST_MENDED, LONG_WORD = 3, 6
NEAREST = 12
_VNI = re.compile(r"(?<=[a-z])[0-9]+")
_TONE = re.compile(r"(?<=[aeiouyw])([a-z]*?)[sfrxj]")
_DOUBLE = re.compile(r"(a|e|o|d)\1")
_ALIKE = (
    ("ch(.+)", "tr(.+)"), ("s(.+)", "x(.+)"), ("d(.+)", "gi(.+)"), ("d(.+)", "r(.+)"),
    ("gi(.+)", "r(.+)"), ("n(.+)", "l(.+)"), ("(.+)ng", "(.+)n"), ("(.+)c", "(.+)t"),
)  # fmt: skip
_I_OR_Y = re.compile(r"([bcdghklmnpstvx]+)[iy]")


def mend(typed: list[str], lexicon: Lexicon) -> list[str]:
    """The words with their slips mended; the same list when there is nothing to mend."""
    if len(typed) > MOST_WORDS:
        return typed
    mended: list[str] = []
    for place, word in enumerate(typed):
        before = mended[-1] if mended else ""
        after = typed[place + 1] if place + 1 < len(typed) else ""
        if mended and _belongs_to(before, word, lexicon):
            mended[-1] += word
            continue
        mended += _mended(word, before, after, lexicon)
    return mended


def same_letter(typed: list[str], lexicon: Lexicon) -> list[str]:
    """`lí lịch` is `lý lịch`: both spellings are right, so nobody is told."""
    return [_other_spelling(word, lexicon) for word in typed]


def _other_spelling(word: str, lexicon: Lexicon) -> str:
    match = None if lexicon.knows(word) else _I_OR_Y.fullmatch(word)
    if match:
        other = match[1] + ("i" if word.endswith("y") else "y")
        return other if lexicon.knows(other) else word
    return word


def _belongs_to(before: str, word: str, lexicon: Lexicon) -> bool:
    """`kh ai` was parted in the middle."""
    parted = not lexicon.knows(before) or not lexicon.knows(word)
    return parted and lexicon.knows(before + word) and not (before + word).isdigit()


def _mended(word: str, before: str, after: str, lexicon: Lexicon) -> list[str]:
    fits = partial(_neighbours, before=before, after=after, lexicon=lexicon)
    seen = partial(_times_beside, before=before, after=after, lexicon=lexicon)
    known = lexicon.knows(word)
    if known and (fits(word) or not (before or after)):
        return [word]
    if not known:
        as_keys = [each for each in without_keys(word) if lexicon.knows(each)]
        if as_keys:
            return [max(as_keys, key=lambda each: (fits(each), len(each)))]
        parts = _parts(word, lexicon)
        if parts:
            return parts
    near = [*_sounds_like(word, lexicon), *_nearest(word, lexicon)]
    if known or is_syllable(word):
        near = [each for each in near if fits(each[0])]
    if not near:
        return [word]
    return [min(near, key=lambda each: (-fits(each[0]), each[1], -seen(each[0])))[0]]


def _neighbours(word: str, before: str, after: str, lexicon: Lexicon) -> int:
    """With how many of its neighbours it stands side by side somewhere."""
    return (f"{before} {word}" in lexicon.pairs) + (f"{word} {after}" in lexicon.pairs)


def _times_beside(word: str, before: str, after: str, lexicon: Lexicon) -> int:
    """In how many names it stands beside them; without neighbours, in how many it is."""
    if not (before or after):
        return lexicon.words[word]
    pairs = lexicon.pairs
    return pairs.get(f"{before} {word}", 0) + pairs.get(f"{word} {after}", 0)


def without_keys(word: str) -> list[str]:
    """What a word may be without the keys of Telex and VNI: `lichj`, `lich5` → `lich`."""
    plain = _VNI.sub("", word)
    found = dict.fromkeys([plain])
    for each in list(found):
        found[_DOUBLE.sub(r"\1", each)] = None
    for each in list(found):
        found[re.sub(r"(?<=[uoa])w", "", each).replace("w", "u")] = None
    for each in list(found):
        for match in _TONE.finditer(each):
            found[each[: match.end() - 1] + each[match.end() :]] = None
    found.pop(word, None)
    return list(found)


def _parts(word: str, lexicon: Lexicon) -> list[str]:
    """`khaisinh` → `khai`, `sinh`: words that stand side by side in the catalogue."""
    if len(word) > LONGEST_JOINED:
        return []
    ways: dict[int, list[str]] = {0: []}
    for end in range(2, len(word) + 1):
        for start in range(max(0, end - 7), end - 1):
            part = word[start:end]
            if start not in ways or part not in lexicon.words:
                continue
            way = ways[start]
            if way and f"{way[-1]} {part}" not in lexicon.pairs:
                continue
            if end not in ways or len(way) + 1 < len(ways[end]):
                ways[end] = [*way, part]
    found = ways.get(len(word), [])
    return found if len(found) > 1 else []


def _sounds_like(word: str, lexicon: Lexicon) -> list[tuple[str, int]]:
    """Words that many people say alike: `thuong chu` → `thuong tru`."""
    found = []
    for one, other in _ALIKE:
        for a, b in ((one, other), (other, one)):
            match = re.fullmatch(a, word)
            if match:
                found.append(b.replace("(.+)", match[1]))
    return [(each, 1) for each in found if each in lexicon.words]


def _nearest(word: str, lexicon: Lexicon) -> list[tuple[str, int]]:
    """Words of the catalogue at a small distance (Damerau–Levenshtein), the nearest first."""
    if len(word) < SHORTEST_MENDED or word.isdigit():
        return []
    most = 2 if len(word) >= LONG_WORD else 1
    found = process.extract(
        word, lexicon.words.keys(), scorer=OSA.distance, score_cutoff=most, limit=NEAREST
    )
    return [(near, int(distance)) for near, distance, _place in found if near != word]
