"""What keeps the search in order by night."""

from services.models import Procedure
from services.search.indexing import index_procedures
from services.search.missed import forget_old
from services.search.vocabulary import recount


def tidy_search() -> None:
    """Write the index anew (names of agencies may have changed), count the words, forget old
    searches that found nothing. Each is whole for itself; nobody waits for it."""
    index_procedures(Procedure.objects.all())
    recount()
    forget_old()
