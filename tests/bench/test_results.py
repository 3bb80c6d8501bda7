"""What the benchmark says of its runs."""

import pytest

from bench.client.wrk import Failed, Run
from bench.options import NAMES, read_options
from bench.pools import Pool
from bench.results import summarise, table
from bench.server import command_line

RUNS = [Run(500, 5.0, 10.0, 20.0), Run(1000, 5.0, 8.0, 16.0), Run(750, 5.0, 9.0, 40.0)]


def test_a_line_is_the_median_of_its_runs_against_the_floor():
    line = summarise("worklist", RUNS, floor=600.0, queries=4)
    assert line.as_json() == {
        "name": "worklist",
        "per_second": 150.0,
        "p50_ms": 9.0,
        "p95_ms": 20.0,
        "queries": 4,
        "ratio_to_floor": 4.0,
    }
    assert (line.least, line.most) == (100.0, 200.0)
    assert not line.is_missed


def test_a_journey_is_compared_with_five_floors():
    line = summarise("citizen_journey", RUNS, floor=6000.0, queries=40)
    assert line.ratio_to_floor == 8.0
    assert not line.is_missed
    assert summarise("citizen_journey", RUNS, floor=6001.0, queries=40).is_missed


def test_the_receipt_is_judged_in_milliseconds():
    assert not summarise("pdf_receipt", [Run(1, 1, 180.0, 200.0)], 600.0, None).is_missed
    assert summarise("pdf_receipt", [Run(1, 1, 180.1, 200.0)], 600.0, None).is_missed


def test_what_misses_its_aim_is_named_in_the_table():
    lines = table([summarise("search", RUNS, floor=601.0, queries=1)]).splitlines()
    assert lines[1].endswith("<= 4  MISSED")


def test_the_floor_is_always_measured():
    assert read_options(["--only", "search"]).names == ("floor", "search")
    assert read_options([]).names == NAMES
    assert read_options([]).dossiers == 100_000


def test_a_draft_is_given_to_one_run_only():
    pool = Pool([1, 2, 3])
    assert pool.take(2) == [1, 2]
    with pytest.raises(Failed):
        pool.take(2)


def test_the_server_is_started_as_the_procfile_says():
    command = command_line(18800)
    assert command[0] == "granian"
    assert command[command.index("--port") + 1] == "18800"
    assert command[-1] == "portal.wsgi:application"
