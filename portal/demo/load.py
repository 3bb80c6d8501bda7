"""Loads the demo world into an empty portal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from heapq import heapify, heappop, heapreplace
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from dossiers.actions.start_draft import start_draft
from dossiers.models import Dossier
from portal.accounts.actions.make_demo_people import make_demo_people
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.models import Citizen
from portal.agencies.actions.import_agencies import import_agencies
from portal.agencies.models import Agency
from portal.demo.catalogue import IN_FORCE_FOR, make_drafts
from portal.demo.money import finish_refunds
from portal.demo.paper import scanned_page
from portal.demo.people import Staffing, make_citizens, shared_password
from portal.demo.queue import make_queue
from portal.demo.returns import make_returns
from portal.demo.stories import Story, plan
from portal.demo.tills import Tills
from portal.demo.walk import Walk
from portal.national.models import OutboxMessage
from portal.reporting.actions.count_usage import count_usage
from portal.shared import clock
from services.actions.import_procedures import import_procedures
from services.binding import forget
from services.models import Revision
from services.queries import agencies_that_handle, get_published, receiving_agency

PROCEDURES = Path(settings.BASE_DIR) / "services" / "data" / "procedures.csv"
UNITS = Path(settings.BASE_DIR) / "portal" / "agencies" / "data" / "quangnam_units.csv"
AGENCIES = Path(settings.BASE_DIR) / "portal" / "agencies" / "data" / "agencies.csv"
SEED = 47
# Where the dossiers of district and commune procedures of the demo are handled.
PLACES = ("517", "502", "20974", "20335", "20338")
PROVENANCES = (
    (Dossier.Provenance.CITIZEN, 70),
    (Dossier.Provenance.HELPED, 14),
    (Dossier.Provenance.DIGITISED, 12),
    (Dossier.Provenance.POST, 4),
)


def is_empty() -> bool:
    """Whether nothing has been loaded or filed yet."""
    return not Agency.objects.exists() and not Citizen.objects.exists()


def load() -> int:
    """Load everything or nothing; returns the number of dossiers. Begin with an empty portal.

    The same seed makes the same stories; they end at the present moment.
    """
    with transaction.atomic():
        with _without_savepoints():
            count = _load()
        make_drafts()
        make_queue()
        make_returns()
        count_usage()
    return count


@contextmanager
def _without_savepoints() -> Iterator[None]:
    """Nothing is undone in part here, and marking where it could be is a tenth of the work."""
    features: Any = connection.features
    features.uses_savepoints = False
    try:
        yield
    finally:
        features.uses_savepoints = True


def _load() -> int:
    forget()
    import_agencies(actor=SYSTEM, units_file=UNITS, agencies_file=AGENCIES)
    with clock.pinned(clock.now() - IN_FORCE_FOR):
        import_procedures(actor=SYSTEM, content=PROCEDURES.read_bytes())
    make_demo_people(actor=SYSTEM)
    count = _Loader(Random(SEED)).run()  # noqa: S311 - stories, not secrets
    finish_refunds()
    # Whatever day it is said to be of, the national portal is told of it from now on.
    OutboxMessage.objects.update(created_at=clock.now())
    return count


class _Loader:
    def __init__(self, random: Random) -> None:
        self._random = random
        password = shared_password()
        self._staffing = Staffing(random, password)
        self._tills = Tills(SEED, self._staffing)
        self._citizens = make_citizens(random, password)
        self._revisions: dict[str, Revision] = {}
        self._agencies: dict[int, list[Agency]] = {}
        self._named = list(
            Citizen.objects.filter(user__email__in=("tra@motcua.example", "lan@motcua.example"))
        )
        self._paper = scanned_page()

    def run(self) -> int:
        stories = plan(self._random)
        in_turn = [
            (next(steps), number, steps)
            for number, steps in enumerate(
                self._begin(number, story, self._revision(code))
                for number, (story, code) in enumerate(stories)
            )
        ]
        heapify(in_turn)
        while in_turn:
            _moment, number, steps = in_turn[0]
            then = next(steps, None)
            if then is None:
                heappop(in_turn)
            else:
                heapreplace(in_turn, (then, number, steps))
        self._tills.finish()
        return len(stories)

    def _begin(self, number: int, story: Story, revision: Revision) -> Iterator[datetime]:
        """The steps of one dossier, each announced by its moment. They are taken in the order of
        all: a till sees its days one after the other."""
        # Every 25th dossier belongs to a named citizen, so that their pages are alive too.
        owner = self._random.choice(self._named if number % 25 == 0 else self._citizens)
        handling = self._agency(revision, owner)
        desk = self._staffing.desk_of(receiving_agency(revision, handling), handling)
        provenance = self._provenance()
        alone = provenance == Dossier.Provenance.CITIZEN
        by = Actor.of_citizen(owner) if alone else desk.clerk
        start = partial(
            start_draft,
            actor=by,
            revision=revision,
            handling_agency=handling,
            owner=None if alone else owner,
            provenance=provenance,
        )
        walk = Walk(self._random, story, owner, desk, self._tills, self._paper)
        return walk.go(start, by)

    def _agency(self, revision: Revision, owner: Citizen) -> Agency:
        near = self._near(revision)
        at_home = [agency for agency in near if agency.unit_id == owner.commune_id]
        return (at_home or [self._random.choice(near)])[0]

    def _revision(self, code: str) -> Revision:
        if code not in self._revisions:
            self._revisions[code] = get_published(code)
        return self._revisions[code]

    def _near(self, revision: Revision) -> list[Agency]:
        """The provincial agency that handles it, or those of the places of the stories."""
        if revision.pk not in self._agencies:
            agencies = agencies_that_handle(revision)
            if revision.agency_level != Agency.Level.PROVINCE:
                agencies = agencies.filter(unit__code__in=PLACES)
            self._agencies[revision.pk] = list(agencies)
        return self._agencies[revision.pk]

    def _provenance(self) -> str:
        kinds = [kind for kind, _weight in PROVENANCES]
        return self._random.choices(kinds, [weight for _kind, weight in PROVENANCES])[0]
