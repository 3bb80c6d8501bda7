"""The pages of use."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.reporting.actions.count_usage import count_usage
from portal.reporting.models import ProcedureUsage
from portal.shared import clock
from services.models import Procedure, Revision
from tests.architecture.url_roles.world import client_of
from tests.dossiers.web.citizen.page import text_of
from tests.fixtures_dossiers import fresh_bindings, make_revision
from tests.world import Person

__all__ = ["fresh_bindings", "make_revision"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(admin: Person) -> Client:
    """The admin, whose second factor was shown a moment ago."""
    return client_of("admin", {"admin": admin})


@pytest.fixture
def used(make_revision: Callable[..., Revision]) -> Procedure:
    """In force for two years; the last dossier was filed 13 months ago."""
    procedure = make_revision().procedure
    count_usage()
    now = clock.now()
    ProcedureUsage.objects.filter(procedure=procedure).update(
        in_force_since=now - timedelta(days=730), last_filed_at=now - timedelta(days=395)
    )
    return procedure


def change(procedure: Procedure, **columns: Any) -> None:
    ProcedureUsage.objects.filter(procedure=procedure).update(**columns)


def test_the_list_and_the_page_of_a_procedure(desk: Client, used: Procedure) -> None:
    change(used, filed=12, finished=9, started=20, left=5, timed=9, median_days=3, p90_days=8)
    words = text_of(desk.get("/manage/usage/"))
    assert "2.000488 12 9 5/20 (25%) 3 8" in words
    words = text_of(desk.get("/manage/usage/2.000488/"))
    assert "5 trên 20 công dân tự điền rồi bỏ dở (25%)." in words


def test_unused_for_a_year_is_withdrawn_in_one_step(desk: Client, used: Procedure) -> None:
    page = desk.get("/manage/usage/unused/")
    assert "Chưa có hồ sơ nào" not in text_of(page)
    assert used.name in text_of(page)
    answer = desk.post(
        "/manage/usage/unused/2.000488/withdraw/", {"reason": "Không ai dùng cả năm."}
    )
    assert answer.url == "/manage/usage/unused/"
    assert Revision.objects.get(procedure=used).state == "withdrawn"
    assert used.name not in text_of(desk.get("/manage/usage/unused/"))


@pytest.mark.parametrize(
    "columns",
    [
        {"last_filed_at": "-364"},
        {"in_force_since": "-364"},
    ],
)
def test_what_was_used_or_is_new_is_not_on_the_list_and_not_withdrawn(
    desk: Client, used: Procedure, columns: dict[str, str]
) -> None:
    change(
        used,
        **{name: clock.now() + timedelta(days=int(days)) for name, days in columns.items()},
    )
    assert used.name not in text_of(desk.get("/manage/usage/unused/"))
    answer = desk.post("/manage/usage/unused/2.000488/withdraw/", {"reason": "Không ai dùng."})
    assert answer.status_code == 404
    assert Revision.objects.get(procedure=used).state == "published"


def test_without_a_reason_nothing_happens(desk: Client, used: Procedure) -> None:
    answer = desk.post("/manage/usage/unused/2.000488/withdraw/", {"reason": " "})
    assert answer.status_code == 422
    assert 'href="#reason-2.000488"' in answer.content.decode()
    assert Revision.objects.get(procedure=used).state == "published"


def test_queries_do_not_grow_with_the_list(
    desk: Client,
    used: Procedure,
    make_revision: Callable[..., Revision],
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            desk.get("/manage/usage/")
        return len(found)

    desk.get("/manage/usage/")
    few = queries()
    for number in range(8):
        make_revision(f"1.00000{number}")
    count_usage()
    assert queries() == few
