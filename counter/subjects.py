"""What signing calls our copies and intakes; to it these names mean nothing."""

import uuid

from counter.models import Intake, PaperCopy

_COPY, _INTAKE = "copy:", "intake:"


def copy_subject(copy: PaperCopy) -> str:
    """One paper."""
    return f"{_COPY}{copy.key}"


def run_subject(intake: Intake) -> str:
    """All papers of an intake, with one entry of the PIN."""
    return f"{_INTAKE}{intake.key}"


def copy_key(subject: str) -> uuid.UUID | None:
    """The copy that a subject names; None when it is about something else."""
    return uuid.UUID(subject.removeprefix(_COPY)) if subject.startswith(_COPY) else None


def intake_key(subject: str) -> uuid.UUID | None:
    """The intake that a subject names; None when it is about something else."""
    return uuid.UUID(subject.removeprefix(_INTAKE)) if subject.startswith(_INTAKE) else None
