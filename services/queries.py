"""Reads of the catalogue. What is published is public: there is nothing to narrow but the state."""

from django.db.models import Q, QuerySet

from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.memory import remembered
from portal.shared.prepared import Prepared
from services.models import Procedure, Revision, Sector, Withdrawal
from services.search.pages import CACHE_SECONDS, PAGE_SIZE, Filters, ResultPage, search, search_page

__all__ = ["PAGE_SIZE", "Filters", "ResultPage", "search", "search_page"]

POPULAR = 6
LISTED = (
    "pk", "level", "agency_level", "agency_text", "time_value", "time_unit", "base_fee_vnd",
    "fee_note", "procedure__code", "procedure__name", "procedure__sector__name",
    "procedure__sector__slug", "handling_agency__name", "handling_agency__heir__name",
)  # fmt: skip


def published() -> QuerySet[Revision]:
    """The revisions in force, one for each procedure, with procedure, sector and agency."""
    return Revision.objects.filter(state=Revision.State.PUBLISHED).select_related(
        "procedure__sector", "handling_agency__heir"
    )


def get_published(code: str) -> Revision:
    """The revision in force of a procedure, by its national or local code.

    Raises Revision.DoesNotExist.
    """
    return published().get(procedure__code=_national(code))


def withdrawn(code: str) -> Procedure | None:
    """The procedure of this national or local code if it is no longer in force."""
    out_of_force = Procedure.objects.filter(current_revision__state=Revision.State.WITHDRAWN)
    return out_of_force.filter(code=_national(code)).first()


def revision_in_force(procedure_id: int) -> int | None:
    """The revision under which dossiers of the procedure are filed today; None: none are."""
    rows = _in_force(procedure=procedure_id)
    return rows[0][0] if rows else None


# Asked at each filing, and again at the counter: compiled once.
_in_force = Prepared(
    lambda procedure: (
        Revision.objects.filter(procedure_id=procedure, state=Revision.State.PUBLISHED)
        .order_by("pk")
        .values_list("pk")[:1]
    ),
    procedure=int,
)


def withdrawal_of(procedure: Procedure) -> Withdrawal | None:
    """Why the procedure's last revision went out of force, and what takes its place."""
    return (
        Withdrawal.objects.filter(
            revision=procedure.current_revision_id, carried_out_at__isnull=False
        )
        .select_related("successor")
        .first()
    )


def _national(code: str) -> str:
    return code.split(".000.00.00.")[0]


def sectors() -> list[Sector]:
    """The sectors that have procedures in force, by name; at most a minute old."""
    return remembered("services.sectors", _read_sectors, seconds=CACHE_SECONDS)


def handling_agencies() -> list[Agency]:
    """The provincial agencies that handle procedures in force; at most a minute old."""
    key = "services.handling_agencies"
    return remembered(key, _read_handling_agencies, seconds=CACHE_SECONDS)


def one_stop_centre() -> Agency | None:
    """The provincial one-stop centre, whom people may call; at most a minute old."""
    return remembered("services.one_stop_centre", _read_centre, seconds=CACHE_SECONDS)


def popular() -> list[Revision]:
    """The few procedures that people ask for most (hand-made); at most a minute old."""
    return remembered("services.popular", _read_popular, seconds=CACHE_SECONDS)


def agencies_that_handle(revision: Revision) -> QuerySet[Agency]:
    """Who may handle a dossier: the agency of a provincial procedure, else all of the level; for
    those that have been closed, their heirs. A published revision never changes, so who does the
    work of an agency that it names is looked up here."""
    at_work = Agency.objects.at_work(clock.today())
    if revision.handling_agency_id:
        named = revision.handling_agency_id
        heir = Agency.objects.filter(pk=named).values("heir")
        return at_work.filter(Q(pk=named) | Q(pk__in=heir))
    of_level = Q(level=revision.agency_level)
    heirs = Agency.objects.filter(of_level, heir__isnull=False).values("heir")
    return at_work.filter(of_level | Q(pk__in=heirs)).order_by("name")


def agency_at_home(revision: Revision, unit_id: int | None) -> Agency | None:
    """Of those, the one of this place, or the heir of the one that was there."""
    if unit_id is None:
        return None
    there = Q(unit=unit_id) | Q(pk__in=Agency.objects.filter(unit=unit_id).values("heir"))
    return agencies_that_handle(revision).filter(there).first()


def receiving_agency(revision: Revision, handling: Agency) -> Agency:
    """Where the dossier is received: the agency that the revision names (or its heir), else the
    provincial one-stop centre, or the agency's own desk.

    Raises Agency.DoesNotExist when the province has no one-stop centre.
    """
    if revision.receiving_agency is not None:
        return revision.receiving_agency.present
    if Agency.Level.PROVINCE in (revision.agency_level, handling.level):
        return Agency.objects.get(level=Agency.Level.PROVINCE, is_one_stop=True, closed_on=None)
    return handling


def _read_sectors() -> list[Sector]:
    in_force = Procedure.objects.filter(current_revision__state=Revision.State.PUBLISHED)
    return list(Sector.objects.filter(procedures__in=in_force).distinct().order_by("name"))


def _read_handling_agencies() -> list[Agency]:
    handling = Revision.objects.filter(state=Revision.State.PUBLISHED).values("handling_agency")
    present = Q(pk__in=handling, closed_on=None) | Q(inherited__in=handling)
    return list(Agency.objects.filter(present).distinct().order_by("name"))


def _read_centre() -> Agency | None:
    centres = Agency.objects.filter(level=Agency.Level.PROVINCE, is_one_stop=True)
    return centres.filter(closed_on=None).order_by("pk").first()


def _read_popular() -> list[Revision]:
    asked_for = published().only(*LISTED).filter(procedure__popularity__gt=0)
    return list(asked_for.order_by("-procedure__popularity")[:POPULAR])
