"""The case in sentences: what happened, who holds it, until when and why, what to do now."""

from dossiers.words.due import DueChip, due_chip, due_words
from dossiers.words.history import reason_for_citizen, words_for_citizen, words_for_staff
from dossiers.words.holder import holder_words
from dossiers.words.next_step import next_step_for_citizen

__all__ = [
    "DueChip",
    "due_chip",
    "due_words",
    "holder_words",
    "next_step_for_citizen",
    "reason_for_citizen",
    "words_for_citizen",
    "words_for_staff",
]
