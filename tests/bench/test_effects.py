"""A run whose effects are missing reports no figure."""

import pytest
from django.db import connection

from bench import floor
from bench.client.wrk import Failed
from bench.data.copying import copy_rows
from bench.effects import FLOOR, Counts, await_effects
from portal.agencies.models import Agency


@pytest.fixture
def floor_table(db):
    with connection.cursor() as cursor:
        cursor.execute(floor.TABLE)


def insert(times):
    with connection.cursor() as cursor:
        for _ in range(times):
            cursor.execute(floor.INSERT, [floor.ROW])


def test_each_answer_has_left_its_row_and_some_were_underway(floor_table):
    before = Counts.now(FLOOR)
    insert(10)
    await_effects("floor", before, FLOOR, done=8, underway=8)


@pytest.mark.parametrize("rows", [7, 17])
def test_too_few_or_too_many_rows_fail(floor_table, rows):
    before = Counts.now(FLOOR)
    insert(rows)
    with pytest.raises(Failed):
        await_effects("floor", before, FLOOR, done=8, underway=8, patience_seconds=0.5)


def test_the_floor_answers_and_writes(floor_table, client, settings):
    settings.ROOT_URLCONF = "bench.urls"
    assert client.post("/_bench/floor/").content == b"ok"
    with connection.cursor() as cursor:
        cursor.execute("SELECT data->>'full_name' FROM bench_floor")
        assert cursor.fetchall() == [("Trần Thị Trà",)]


def test_a_copy_differs_in_its_own_columns_only(db, one_stop):
    made = copy_rows(
        Agency,
        "agencies_agency t WHERE t.id = %(id)s",
        {"code": "'000.99.99.H47'", "is_one_stop": "false"},
        {"id": one_stop.pk},
    )
    copy = Agency.objects.get(code="000.99.99.H47")
    assert made == 1
    assert (copy.name, copy.is_one_stop) == (one_stop.name, False)
    with pytest.raises(ValueError, match="has no"):
        copy_rows(Agency, "agencies_agency t", {"colour": "1"}, {})
