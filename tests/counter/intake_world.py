"""Intakes for tests, brought to a step by the actions that clerks drive."""

import uuid

from counter.actions.open_intake import open_intake
from counter.models import Intake
from tests.world import Person

NOT_THERE = uuid.UUID("00000000-0000-4000-8000-000000000000")


def fresh(intake: Intake) -> Intake:
    """As the database has it."""
    return Intake.objects.get(pk=intake.pk)


def opened(clerk: Person) -> Intake:
    """An intake that has just begun."""
    return open_intake(actor=clerk.actor)
