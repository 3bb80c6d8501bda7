"""What people say for what the catalogue calls otherwise: `services/data/synonyms.json`."""

import json
from functools import cache
from pathlib import Path

from services.search.tokens import words

FILE = Path(__file__).resolve().parent.parent / "data" / "synonyms.json"


@cache
def _synonyms() -> list[tuple[str, list[str]]]:
    """What is said and what is meant, folded, the longest saying first."""
    phrases = json.loads(FILE.read_text(encoding="utf-8"))["phrases"]
    folded = [
        (" ".join(words(said)), [" ".join(words(meant)) for meant in meanings])
        for said, meanings in phrases.items()
    ]
    return sorted(folded, key=lambda pair: len(pair[0]), reverse=True)


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
    """What a folded phrase may mean: itself, or with the catalogue's words for what was said."""
    found = [phrase]
    for said, meanings in _synonyms():
        if any(f" {said} " in f" {reading} " for reading in found):
            found = [_replaced(reading, said, meant) for reading in found for meant in meanings]
    return found


def _replaced(phrase: str, said: str, meant: str) -> str:
    return f" {phrase} ".replace(f" {said} ", f" {meant} ").strip()
