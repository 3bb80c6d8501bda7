"""Cases about the line, opened and closed by the system."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import QuerySet

from portal.national.actions.tell_of_cases import tell_of_cases
from portal.national.models import SyncCase
from portal.national.queries.duty import person_in_charge
from portal.shared import clock


@transaction.atomic
def open_cases(*, kind: str, texts: Mapping[str, str]) -> int:
    """Open a case for each subject that has none of this kind open; how many are new.

    They are for the person in charge, who is told by mail; without such a person they wait until
    there is one.
    """
    assignee = person_in_charge()
    fresh = [
        SyncCase(kind=kind, subject=subject, text=text, assignee=assignee, opened_at=clock.now())
        for subject, text in texts.items()
    ]
    before = _open(kind, texts).count()
    SyncCase.objects.bulk_create(fresh, ignore_conflicts=True)
    opened = _open(kind, texts).count() - before
    if opened:
        tell_of_cases()
    return opened


def open_case(*, kind: str, subject: str, text: str) -> SyncCase:
    """The open case of this kind about this subject: a new one, or the one that is open already."""
    open_cases(kind=kind, texts={subject: text})
    return SyncCase.objects.get(kind=kind, subject=subject, closed_at__isnull=True)


def close_cases(*, kind: str, subjects: Collection[str], outcome: str) -> int:
    """The cause is gone: close what is open about these subjects; how many."""
    return _open(kind, subjects).update(closed_at=clock.now(), outcome=outcome)


def _open(kind: str, subjects: Collection[str]) -> QuerySet[SyncCase]:
    return SyncCase.objects.filter(kind=kind, subject__in=list(subjects), closed_at__isnull=True)
