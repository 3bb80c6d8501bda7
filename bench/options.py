"""What can be asked of `python -m bench`."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

NAMES = (
    "floor",
    "file_dossier",
    "change_state",
    "worklist",
    "read_dossier",
    "search",
    "search_1839",
    "search_100k",
    "citizen_journey",
    "pdf_receipt",
    "counter_desks",
    "digitise_page",
    "sign_pdf",
    "settle_payment",
    "sweep_attempts",
    "sync_floor",
    "sync_drain",
    "import_1839",
)
MILLION = 1_000_000
# Searches over so many procedures, with so many revisions each (measured last: they add rows).
CATALOGUES = {"search_1839": (1_839, 3), "search_100k": (100_000, 1)}


@dataclass(frozen=True)
class Options:
    """How much is measured, and for how long (seconds of one run, runs)."""

    names: tuple[str, ...] = NAMES
    dossiers: int = 100_000
    attempts: int = 100_000
    million: bool = False
    keep: bool = False
    rounds: int = 5
    seconds: int = 5
    warm_up_seconds: int = 3
    port: int = 18800
    connections: int = 8


def read_options(arguments: Sequence[str]) -> Options:
    """The options of the command line; exits with argparse's words when they are wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small and short: does it run at all")
    parser.add_argument("--only", action="append", choices=NAMES, help="measure only this")
    parser.add_argument("--dossiers", type=int, default=0, help="how many are in the database")
    parser.add_argument("--attempts", type=int, default=0, help="how many open ones are swept")
    parser.add_argument("--million", action="store_true", help="lists again with 1,000,000")
    parser.add_argument("--keep", action="store_true", help="leave the database (for profiles)")
    parser.add_argument("--port", type=int, default=Options.port)
    given = parser.parse_args(arguments)
    quick = Options(dossiers=5_000, attempts=5_000, rounds=1, seconds=2, warm_up_seconds=1)
    base = quick if given.quick else Options()
    return Options(
        names=_with_floors(given.only) if given.only else NAMES,
        dossiers=given.dossiers or base.dossiers,
        attempts=given.attempts or base.attempts,
        million=given.million,
        keep=given.keep,
        rounds=base.rounds,
        seconds=base.seconds,
        warm_up_seconds=base.warm_up_seconds,
        port=given.port,
    )


def _with_floors(only: Sequence[str]) -> tuple[str, ...]:
    """In their order, each with what it is compared with."""
    wanted = {"floor", *only} | ({"sync_floor", "sync_drain"} if "sync_drain" in only else set())
    return tuple(name for name in NAMES if name in wanted)
