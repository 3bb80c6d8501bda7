"""Loads the demo world into an empty portal."""

from datetime import timedelta
from pathlib import Path
from random import Random

from django.conf import settings

from dossiers.actions.start_draft import start_draft
from dossiers.models import Dossier
from portal.accounts.actions.make_demo_people import make_demo_people
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.models import Citizen
from portal.agencies.actions.import_agencies import import_agencies
from portal.agencies.models import Agency
from portal.demo.paper import scanned_page
from portal.demo.people import Staffing, make_citizens
from portal.demo.stories import Story, plan
from portal.demo.walk import Walk
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
    """Load everything; returns the number of dossiers. Begin with an empty portal (`is_empty`).

    The same seed makes the same stories; they end at the present moment.
    """
    forget()
    import_agencies(actor=SYSTEM, units_file=UNITS, agencies_file=AGENCIES)
    import_procedures(actor=SYSTEM, content=PROCEDURES.read_bytes())
    make_demo_people(actor=SYSTEM)
    return _Loader(Random(SEED)).run()  # noqa: S311 - stories, not secrets


class _Loader:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._staffing = Staffing(random)
        self._citizens = make_citizens(random)
        self._named = list(
            Citizen.objects.filter(user__email__in=("tra@motcua.example", "lan@motcua.example"))
        )
        self._paper = scanned_page()

    def run(self) -> int:
        stories = plan(self._random)
        for number, (story, code) in enumerate(stories):
            self._tell(number, story, get_published(code))
        return len(stories)

    def _tell(self, number: int, story: Story, revision: Revision) -> None:
        # Every 25th dossier belongs to a named citizen, so that their pages are alive too.
        owner = self._random.choice(self._named if number % 25 == 0 else self._citizens)
        handling = self._agency(revision, owner)
        desk = self._staffing.desk_of(receiving_agency(revision, handling), handling)
        provenance = self._provenance()
        alone = provenance == Dossier.Provenance.CITIZEN
        by = Actor.of_citizen(owner) if alone else desk.clerk
        with clock.pinned(clock.now() - timedelta(days=60)):
            draft = start_draft(
                actor=by,
                revision=revision,
                handling_agency=handling,
                owner=None if alone else owner,
                provenance=provenance,
            )
        Walk(self._random, story, owner, desk, self._paper).go(draft, by)

    def _agency(self, revision: Revision, owner: Citizen) -> Agency:
        agencies = agencies_that_handle(revision).select_related("unit")
        if revision.agency_level == Agency.Level.PROVINCE:
            return agencies.get()
        near = list(agencies.filter(unit__code__in=PLACES))
        at_home = [agency for agency in near if agency.unit_id == owner.commune_id]
        return (at_home or [self._random.choice(near)])[0]

    def _provenance(self) -> str:
        kinds = [kind for kind, _weight in PROVENANCES]
        return self._random.choices(kinds, [weight for _kind, weight in PROVENANCES])[0]
