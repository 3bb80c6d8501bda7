"""The catalogue for tests: a small hand-made part, files of procedures, the shipped catalogue."""

import csv
import io
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction

from portal.accounts.actor import SYSTEM
from portal.agencies.models import Agency
from portal.agencies.seed import DATA as AGENCY_DATA
from services import binding
from services.actions.import_procedures import import_procedures
from services.importing import handmade
from services.importing.columns import COLUMNS
from services.importing.handmade import Handmade, SectorNotes

SHIPPED = handmade.DATA / "procedures.csv"

ROW = {
    "code": "2.000488",
    "code_local_h47": "2.000488.000.00.00.H47",
    "name_vi": "Cấp Phiếu lý lịch tư pháp",
    "field": "Lý lịch tư pháp",
    "level": "tỉnh",
    "agency": "Sở Tư pháp",
    "time_value": "10",
    "time_unit": "day",
    "fee_vnd": "200000",
    "fee_legal_basis": "TT 244/2016/TT-BTC",
    "documents": "Tờ khai yêu cầu cấp Phiếu; Bản sao căn cước công dân [BS 1]",
    "online_level_34": "4",
}


def csv_of(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> bytes:
    """A file with these rows; each changes ROW."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(ROW | row for row in rows)
    return text.getvalue().encode()


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """What a process remembers of the catalogue belongs to another test."""
    caches["memory"].clear()
    binding.forget()


@pytest.fixture
def small_handmade() -> Handmade:
    """Nothing made by hand but a form and the names of one agency and one sector."""
    return Handmade(
        eforms={},
        general_eform={"sections": []},
        fees={},
        reductions=[],
        papers={},
        results={},
        levels={},
        sectors={"Lý lịch tư pháp": SectorNotes("phi", ("Luật Lý lịch tư pháp",))},
        agency_names=(("Sở TP", "Sở Tư pháp"),),
        popular=("2.000488",),
    )


@pytest.fixture
def import_rows(justice: Agency, small_handmade: Handmade) -> Callable[..., Any]:
    """Import a file with these rows."""

    def run(*rows: dict[str, str], dry_run: bool = False) -> Any:
        return import_procedures(
            actor=SYSTEM, content=csv_of(*rows), dry_run=dry_run, handmade=small_handmade
        )

    return run


@pytest.fixture(scope="session")
def shipped_catalogue(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The catalogue that ships with the portal: imported once for all tests that ask for it, which
    come one after another, and taken back after the last of them (below)."""
    with django_db_blocker.unblock(), transaction.atomic():
        _make_provincial_agencies()
        import_procedures(actor=SYSTEM, content=SHIPPED.read_bytes())
        yield
        transaction.set_rollback(True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Who asks for the shipped catalogue runs in one process, one after another."""
    asking = [item for item in items if _asks_for_it(item)]
    for item in asking:
        item.add_marker(pytest.mark.xdist_group("catalogue"))
    items[:] = [item for item in items if not _asks_for_it(item)] + asking


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, None, None]:
    """Who does not ask for the catalogue never sees it."""
    yield
    if _asks_for_it(item) and not _asks_for_it(nextitem):
        item._request._get_active_fixturedef("shipped_catalogue").finish(item._request)


def _asks_for_it(item: pytest.Item | None) -> bool:
    return "shipped_catalogue" in getattr(item, "fixturenames", ())


def _make_provincial_agencies() -> None:
    with Path(AGENCY_DATA / "agencies.csv").open(encoding="utf-8") as file:
        Agency.objects.bulk_create(
            Agency(
                code=row["code"],
                name=row["name"],
                level=row["level"],
                is_one_stop=row["is_one_stop"] == "true",
            )
            for row in csv.DictReader(file)
        )
