"""English as docs/translation.md wants it: what a program can tell."""

import re
from collections.abc import Iterator

import polib
import pytest

RULES = {
    "no (s) for a plural": r"\w\(s\)",
    "no please before an instruction": r"\b[Pp]lease\b",
    "no contractions": r"\w(?:n['’]t|['’](?:re|ll|ve))\b",
    "no typewriter's apostrophe": r"\w'\w",
    "email has no hyphen": r"\b[Ee]-mail",
    "a counter has desks": r"\bone-stop desk\b",
    "a parcel has a slip": r"\b(?:dispatch|postal) slip\b",
    "no American spelling": r"\b(?![Ss]iz)\w+(?:ize|izes|ized|izing|ization)\b",
}


def english_texts(catalogue: polib.POFile) -> Iterator[str]:
    for entry in catalogue:
        yield from entry.msgstr_plural.values() or [entry.msgstr]


@pytest.mark.parametrize("rule", RULES)
def test_english_keeps_the_rule(english: polib.POFile, rule: str) -> None:
    found = [text for text in english_texts(english) if re.search(RULES[rule], text)]
    assert found == []


def test_one_and_many_read_differently(english: polib.POFile) -> None:
    alike = [
        entry.msgid
        for entry in english
        if entry.msgid_plural and entry.msgstr_plural[0] == entry.msgstr_plural[1]
    ]
    assert alike == []
