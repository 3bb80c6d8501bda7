"""The three public figures of the home page: each with what it was counted from."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q

from dossiers.models import Dossier
from portal.shared import clock
from portal.shared.memory import remembered
from services.levels import LOWEST_ONLINE
from services.models import Revision

WINDOW_DAYS = 30
CACHE_SECONDS = 60


@dataclass(frozen=True)
class Share:
    """A numerator and its denominator."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """In percent, to one digit; None where there is nothing to count."""
        return round(100 * self.part / self.whole, 1) if self.whole else None


@dataclass(frozen=True)
class PublicFigures:
    """Counted over the last WINDOW_DAYS days, drafts never included.

    `by_source`: of the dossiers filed, those of each provenance, every one a share of its own: what
    a citizen typed alone is never counted together with what a clerk helped with.
    `on_time`: of the dossiers finished that had a deadline, those finished by it.
    `online_procedures`: of the procedures in force, those of level 3 and 4.
    """

    by_source: tuple[tuple[str, Share], ...]
    on_time: Share
    online_procedures: Share

    @property
    def by_citizens(self) -> Share:
        """Those that a citizen filed alone, online."""
        return dict(self.by_source)[Dossier.Provenance.CITIZEN]


def public_figures() -> PublicFigures:
    """The figures, at most a minute old."""
    return remembered("reporting.public_figures", _count, seconds=CACHE_SECONDS)


def _count() -> PublicFigures:
    since = clock.now() - timedelta(days=WINDOW_DAYS)
    return PublicFigures(_filed(since), _finished(since), _procedures())


def _filed(since: datetime) -> tuple[tuple[str, Share], ...]:
    sources = Dossier.Provenance.values
    counts = Dossier.objects.filter(filed_at__gte=since).aggregate(
        whole=Count("pk"),
        **{source: Count("pk", filter=Q(provenance=source)) for source in sources},
    )
    return tuple((source, Share(counts[source], counts["whole"])) for source in sources)


def _finished(since: datetime) -> Share:
    in_time = Q(completed_at__lte=F("due_at"))
    counts = Dossier.objects.filter(completed_at__gte=since, due_at__isnull=False).aggregate(
        whole=Count("pk"), part=Count("pk", filter=in_time)
    )
    return Share(counts["part"], counts["whole"])


def _procedures() -> Share:
    online = Q(level__gte=LOWEST_ONLINE)
    counts = Revision.objects.filter(state=Revision.State.PUBLISHED).aggregate(
        whole=Count("pk"), part=Count("pk", filter=online)
    )
    return Share(counts["part"], counts["whole"])
