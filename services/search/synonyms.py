"""What people say for what the catalogue calls otherwise: `services/data/synonyms.json`."""

import json
from functools import cache
from pathlib import Path

from services.search.tokens import words

FILE = Path(__file__).resolve().parent.parent / "data" / "synonyms.json"


@cache
def _synonyms() -> dict[str, list[str]]:
    phrases = json.loads(FILE.read_text(encoding="utf-8"))["phrases"]
    return {
        " ".join(words(said)): [" ".join(words(meant)) for meant in meanings]
        for said, meanings in phrases.items()
    }


@cache
def _ignored() -> list[str]:
    return json.loads(FILE.read_text(encoding="utf-8"))["ignored"]


def without_fillers(text: str) -> str:
    """The question without "tôi muốn làm thủ tục"; the question itself when nothing is left."""
    kept = f" {' '.join(text.lower().split())} "
    for filler in _ignored():
        kept = kept.replace(f" {filler} ", " ")
    return kept.strip() or text


def readings(phrase: str) -> list[str]:
    """The folded phrase as it is, and with each synonym in place of what was said."""
    found = [phrase]
    for said, meanings in _synonyms().items():
        if f" {said} " in f" {phrase} ":
            found += [f" {phrase} ".replace(f" {said} ", f" {m} ").strip() for m in meanings]
    return found
