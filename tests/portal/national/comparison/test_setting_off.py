"""Who may ask, one at a time, and every night."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import translation
from procrastinate.contrib.django.models import ProcrastinateJob

from portal.national import tasks
from portal.national.actions.ask_comparison import ask_comparison
from portal.national.actions.compare_nightly import compare_nightly
from portal.national.models import Comparison
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import InvalidInput, NotAllowed
from tests.jobs import run_due_jobs
from tests.world import Person

pytestmark = pytest.mark.django_db
# 02:30 of Tuesday 22 March in Vietnam.
NIGHT = datetime(2022, 3, 21, 19, 30, tzinfo=UTC)
SUNDAY = datetime(2022, 3, 26, 19, 30, tzinfo=UTC)
HOUR = 3600


@pytest.fixture(autouse=True)
def _somewhere(settings) -> None:  # type: ignore[no-untyped-def]
    settings.NATIONAL_PORTAL_URL = "http://127.0.0.1:9"


def jobs() -> list[tuple[str, dict[str, int]]]:
    rows = ProcrastinateJob.objects.filter(queue_name="comparison").order_by("id")
    return list(rows.values_list("task_name", "args"))


def test_a_provincial_admin_asks(admin: Person) -> None:
    comparison = ask_comparison(actor=admin.actor, kind="dossiers", since=date(2022, 3, 1))
    assert (comparison.state, comparison.since) == ("waiting", date(2022, 3, 1))
    assert comparison.asked_by == admin.user
    assert jobs() == [("national.compare_dossiers", {"comparison_id": comparison.pk})]
    entry = ActionLogEntry.objects.get()
    assert (entry.action, entry.subject) == ("ask_comparison", f"comparison:{comparison.pk}")
    assert entry.detail == {"kind": "dossiers", "since": "2022-03-01"}


def test_a_second_click_gets_the_one_that_is_going_on(admin: Person) -> None:
    first = ask_comparison(actor=admin.actor, kind="dossiers")
    assert ask_comparison(actor=admin.actor, kind="dossiers") == first
    Comparison.objects.update(state="running")
    assert ask_comparison(actor=admin.actor, kind="dossiers") == first
    other = ask_comparison(actor=admin.actor, kind="catalogue", since=date(2022, 3, 1))
    assert (other.kind, other.since) == ("catalogue", None)
    assert len(jobs()) == 2
    assert ActionLogEntry.objects.count() == 2
    Comparison.objects.update(state="done")
    assert ask_comparison(actor=admin.actor, kind="dossiers") != first


def test_one_that_lost_its_worker_is_given_up(admin: Person) -> None:
    with time_machine.travel(NIGHT, tick=False) as clock:
        lost = ask_comparison(actor=admin.actor, kind="dossiers")
        clock.shift(6 * HOUR + 1)
        with translation.override("en"):
            assert ask_comparison(actor=admin.actor, kind="dossiers") != lost
    lost.refresh_from_db()
    assert (lost.state, lost.error) == ("failed", "Bị ngắt giữa chừng.")


@pytest.mark.parametrize("name", ["tra", "clerk", "officer", "leader", "auditor"])
def test_nobody_else_asks(name: str, request: pytest.FixtureRequest) -> None:
    person: Person = request.getfixturevalue(name)
    with pytest.raises(NotAllowed):
        ask_comparison(actor=person.actor, kind="dossiers")
    assert not Comparison.objects.exists()
    assert jobs() == []


@pytest.mark.parametrize(
    ("asked", "field"), [({"kind": "x"}, "kind"), ({"kind": "dossiers", "since": None}, "since")]
)
def test_what_cannot_be_compared(admin: Person, asked: dict[str, object], field: str) -> None:
    if field == "since":
        asked = asked | {"since": date(2999, 1, 1)}
    with pytest.raises(InvalidInput) as refusal:
        ask_comparison(actor=admin.actor, **asked)  # type: ignore[arg-type]
    assert set(refusal.value.errors) == {field}
    assert not Comparison.objects.exists()


def test_every_night_until_it_is_done() -> None:
    with time_machine.travel(NIGHT, tick=False) as clock:
        first = compare_nightly(kind="dossiers")
        assert first is not None
        assert (first.since, first.asked_by) == (date(2022, 2, 15), None)
        assert compare_nightly(kind="dossiers") == first
        assert len(jobs()) == 1
        Comparison.objects.update(state="failed")
        clock.shift(HOUR)
        second = compare_nightly(kind="dossiers")
        assert second is not None
        assert second != first
        Comparison.objects.filter(pk=second.pk).update(state="done")
        clock.shift(HOUR)
        assert compare_nightly(kind="dossiers") is None
        assert compare_nightly(kind="catalogue") is not None
        clock.shift(22 * HOUR)
        assert compare_nightly(kind="dossiers") is not None


def test_in_the_night_to_sunday_all_of_them() -> None:
    with time_machine.travel(SUNDAY, tick=False):
        comparison = compare_nightly(kind="dossiers")
    assert comparison is not None
    assert comparison.since is None


def test_nothing_where_there_is_no_other_side(settings) -> None:  # type: ignore[no-untyped-def]
    settings.NATIONAL_PORTAL_URL = ""
    assert compare_nightly(kind="dossiers") is None
    assert not Comparison.objects.exists()


def test_the_jobs_run_to_an_end(settings) -> None:  # type: ignore[no-untyped-def]
    settings.NATIONAL_PORTAL_SECRET = "x"
    tasks.compare_dossiers_tonight(timestamp=0)
    tasks.compare_catalogue_tonight(timestamp=0)
    ran = run_due_jobs(queues=["comparison"])
    assert ran == ["national.compare_dossiers", "national.compare_catalogue"]
    # Nobody listens there: said, and nothing crashed.
    assert list(Comparison.objects.values_list("state", flat=True)) == ["failed", "failed"]
