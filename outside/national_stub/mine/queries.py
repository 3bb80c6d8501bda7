"""Reads for the signed-in person only."""

from django.db.models import QuerySet

from outside.national_stub.filing.models import Filing
from outside.national_stub.identity.models import Person
from outside.national_stub.models import Dossier


def dossiers_of(person: Person) -> QuerySet[Dossier]:
    """The dossiers whose owner has this person's identity number, the latest first."""
    return Dossier.objects.filter(
        owner_number=person.identity_number, status__isnull=False
    ).order_by("-changed_at", "-id")


def filings_of(person: Person) -> QuerySet[Filing]:
    """What was filed into the province for this person, the latest first."""
    return Filing.objects.filter(person=person)
