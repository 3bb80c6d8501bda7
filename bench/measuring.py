"""The order of events: data, server, warm-up, rounds, table."""

import json
import platform
import sys
import time
from contextlib import nullcontext
from statistics import median

from django.core.management import call_command
from django.db import connection, connections

from bench import floor, plans
from bench.cases import Case, Cases, floor_statement_takes_ms
from bench.client.wrk import Run, send_plan
from bench.data.bulk import add_dossiers, tidy
from bench.data.world import make_world
from bench.many_procedures import make_many
from bench.options import CATALOGUES, MILLION, Options
from bench.processes import sandbox
from bench.results import Result, summarise, table
from bench.server import CHECKOUT, Server, command_line, serving
from bench.sync.ends import stub

PAYING = {"settle_payment", "sweep_attempts"}
SYNCING = {"sync_floor", "sync_drain"}
OUT = CHECKOUT / "build" / "bench.json"
MEMORY_AIM_MIB = 150


def measure_all(options: Options) -> None:
    """Everything that was asked for; raises Failed when a figure cannot be trusted."""
    plans.FOLDER.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    say(f"making {options.dossiers:,} dossiers ...")
    _prepare()
    world = make_world()
    add_dossiers(world, first=1, last=options.dossiers)
    names = set(options.names)
    with (
        sandbox() if PAYING & names else nullcontext(),
        stub() if SYNCING & names else nullcontext(),
    ):
        cases = Cases(world, options)
        tidy()
        say(f"made in {time.monotonic() - began:.0f} s. {_machine(options)}")
        results = _rounds(cases.all(options.names), options)
    results.append(_bare_floor(options))
    if options.million:
        say(f"making {MILLION:,} dossiers ...")
        add_dossiers(world, first=options.dossiers + 1, last=MILLION)
        results += _rounds(cases.lists(), options, suffix="_1m")
    for name, (procedures, revisions) in CATALOGUES.items():
        if name in names:
            say(f"making {procedures:,} procedures ...")
            make_many(procedures, revisions)
            tidy()
            results += _rounds(cases.catalogue(), options, suffix=name.removeprefix("search"))
    if "import_1839" in names:
        results += [each for each in _rounds(cases.importing(), options) if each.name != "floor"]
    connections.close_all()
    say("\n" + table(results))
    say("\nx floor: the floor's requests a second / this line's; a journey against five floors.")
    _growth(results)
    OUT.write_text(json.dumps([result.as_json() for result in results], indent=1) + "\n")
    say(f"written: {OUT.relative_to(CHECKOUT)}")


def say(text: str) -> None:
    """To the person who waits."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _prepare() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(floor.TABLE)


def _rounds(cases: list[Case], options: Options, suffix: str = "") -> list[Result]:
    """Each round measures every case once, the floor first, so that drift touches all alike."""
    queries = {case.name: case.count() for case in cases}
    runs: dict[str, list[Run]] = {case.name: [] for case in cases}
    memory = 0.0
    with serving(options.port) as server:
        for case in cases:
            if case.name != "pdf_receipt":
                case.measure(server, options.warm_up_seconds)
        for number in range(options.rounds):
            for case in cases:
                runs[case.name].append(case.measure(server, options.seconds))
                memory = max(memory, *server.memory_mib())
            line = ", ".join(f"{name} {each[-1].per_second:.0f}" for name, each in runs.items())
            say(f"round {number + 1}: {line} /s")
    _tell_memory(memory)
    rates = {name: median(run.per_second for run in each) for name, each in runs.items()}
    return [
        _named(summarise(case.name, runs[case.name], rates[case.floor], queries[case.name]), suffix)
        for case in cases
    ]


def _bare_floor(options: Options) -> Result:
    """The floor once more without middleware; its ratio is to itself."""
    plan = plans.floor()
    with serving(options.port + 1, "bench.bare:application") as server:
        _send_floor(server, plan.name, options.warm_up_seconds, options)
        runs = [
            _send_floor(server, plan.name, options.seconds, options) for _ in range(options.rounds)
        ]
    rate = median(run.per_second for run in runs)
    return _named(summarise("floor", runs, rate, 1), "_no_middleware")


def _send_floor(server: Server, plan: str, seconds: int, options: Options) -> Run:
    return send_plan(
        server.address, plans.FOLDER / plan, seconds=seconds,
        connections=options.connections, status=0, once=False,
    )  # fmt: skip


def _named(result: Result, suffix: str) -> Result:
    return Result(**{**vars(result), "name": result.name + suffix})


def _tell_memory(most: float) -> None:
    verdict = "MISSED" if most > MEMORY_AIM_MIB else "met"
    say(f"largest web process under load: {most:.0f} MiB (PSS; aim {MEMORY_AIM_MIB}: {verdict})")


def _growth(results: list[Result]) -> None:
    rates = {result.name: result.per_second for result in results}
    for name in ("worklist", "read_dossier"):
        if f"{name}_1m" in rates:
            say(f"{name} with {MILLION:,}: {rates[name] / rates[f'{name}_1m']:.2f} times as slow")


def _machine(options: Options) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), current_setting('fsync')")
        version, fsync = cursor.fetchone()
    return (
        f"Python {platform.python_version()}, PostgreSQL {version}, fsync {fsync},"
        f" one INSERT alone {floor_statement_takes_ms():.2f} ms;"
        f" {options.rounds} runs of {options.seconds} s after {options.warm_up_seconds} s warm-up,"
        f" {options.connections} connections.\nserver: {' '.join(command_line(options.port))}"
    )
