"""What the national portal may ask: filed dossiers, by our code or by its key."""

from django.db.models import QuerySet

from dossiers.models import Dossier
from dossiers.queries import visible_to
from portal.accounts.actor import SYSTEM


def filed_with_code(code: str) -> Dossier | None:
    """The dossier with this code, whoever filed it."""
    return _told().filter(code=code).first()


def filed_with_key(key: str) -> Dossier | None:
    """The dossier that the national portal filed with this key."""
    return _told().filter(national_filing__key=key).first()


def _told() -> QuerySet[Dossier]:
    """With what the answer says and nothing about the person."""
    return (
        visible_to(SYSTEM)
        .select_related("procedure", "receiving_agency")
        .defer("answers", "quote", "applicant", "procedure__search_text")
    )
