"""What is measured, by name: how one run of each goes, and the statements of one request."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

from bench import effects, pages, pdf, plans, settling
from bench.client.wrk import TOKEN, Run, send_journeys, send_plan
from bench.data.bulk import add_drafts, add_waiting
from bench.data.world import World
from bench.desks import DESKS, plan_of_desks
from bench.digitising import Digitising
from bench.effects import Counts
from bench.floor import INSERT, ROW
from bench.importing import Importing
from bench.options import Options
from bench.pools import Pool
from bench.server import Server
from bench.signing import Signing
from bench.sweeping import Sweeping
from bench.sync.draining import Draining
from dossiers.models import Dossier
from dossiers.states import State

# More than can be used up in a second on the machines of today.
DRAFTS_PER_SECOND, WAITING_PER_SECOND, JOURNEYS_PER_SECOND = 700, 900, 200
# All of them are settled, however long that takes: a run is as long as its settlements.
SETTLED_PER_SECOND = 30
READ = 2000
SPARE = 20

Measure = Callable[[Server, int], Run]


@dataclass(frozen=True)
class Case:
    """`measure` runs for so many seconds; `count` sends one request and counts statements.
    `floor` is the case that it is compared with."""

    name: str
    measure: Measure
    count: Callable[[], int | None]
    floor: str = "floor"


class Cases:
    """The cases of one world."""

    def __init__(self, world: World, options: Options) -> None:
        self._world = world
        self._connections = options.connections
        seconds = options.warm_up_seconds + options.rounds * options.seconds
        names = options.names
        drafts = SPARE
        drafts += DRAFTS_PER_SECOND * seconds if "file_dossier" in names else 0
        drafts += JOURNEYS_PER_SECOND * seconds if "citizen_journey" in names else 0
        drafts += SETTLED_PER_SECOND * seconds if "settle_payment" in names else 0
        waiting = WAITING_PER_SECOND * seconds + SPARE if "change_state" in names else 0
        self._drafts = Pool(add_drafts(world, drafts))
        self._waiting = Pool(add_waiting(world, waiting))
        self._version = world.handled.version
        self._attempts = options.attempts
        self._line = Draining(options.dossiers // 2) if "sync_drain" in names else None
        if "pdf_receipt" in names:
            pdf.warm_up(world.handled)

    def all(self, names: tuple[str, ...]) -> list[Case]:
        """The cases of these names, in their order, and those that come beside them."""
        makers = {
            "floor": self._floor,
            "file_dossier": self._file,
            "change_state": self._receive,
            "worklist": self._worklist,
            "read_dossier": self._read,
            "search": self._search,
            "citizen_journey": self._journey,
            "pdf_receipt": self._pdf,
            "counter_desks": self._desks,
            "digitise_page": self._digitise,
            "sign_pdf": self._sign,
            "settle_payment": self._settle,
            "sweep_attempts": self._sweep,
            "sync_floor": self._sync_floor,
            "sync_drain": self._sync_drain,
        }
        cases = [makers[name]() for name in names if name in makers]
        if "read_dossier" in names:
            cases.append(self._read_by_citizen())
        return cases

    def catalogue(self) -> list[Case]:
        """The floor and the search, over whatever catalogue there is."""
        return [self._floor(), self._search()]

    def importing(self) -> list[Case]:
        """The floor, and a table of procedures on its way into the catalogue."""
        work = Importing()
        return [
            self._floor(),
            Case("import_1839", lambda _s, seconds: work.preview(seconds), work.count_preview),
            Case("publish_1839", lambda _s, seconds: work.publish(seconds), work.count_publish),
        ]

    def lists(self) -> list[Case]:
        """The floor and the two whose cost must not grow with the number of dossiers."""
        return [self._floor(), self._worklist(), self._read()]

    def _sync_floor(self) -> Case:
        line = self._must_have_line()
        return Case("sync_floor", lambda _server, seconds: line.floor(seconds), _nothing_to_count)

    def _sync_drain(self) -> Case:
        line = self._must_have_line()
        return Case(
            "sync_drain",
            lambda _server, seconds: line.measure(seconds),
            _nothing_to_count,
            floor="sync_floor",
        )

    def _must_have_line(self) -> Draining:
        if self._line is None:
            raise ValueError("sync_floor and sync_drain are measured together")
        return self._line

    def _floor(self) -> Case:
        def measure(server: Server, seconds: int) -> Run:
            return self._checked("floor", effects.FLOOR, lambda: self._send(
                server, "floor", seconds, status=0
            ))  # fmt: skip

        plans.floor()
        return Case("floor", measure, lambda: len(pages.statements("", "GET", "/_bench/floor/")))

    def _worklist(self) -> Case:
        plans.worklist(self._world)
        return self._get_case("worklist", self._world.officer, "/desk/")

    def _search(self) -> Case:
        plans.search()
        return self._get_case("search", "", "/services/?q=ly+lich+tu+phap")

    def _read(self) -> Case:
        codes = self._open_codes()
        plans.read_at_desk(self._world, codes)
        return self._get_case("read_dossier", self._world.officer, f"/desk/dossiers/{codes[0]}/")

    def _read_by_citizen(self) -> Case:
        found = Dossier.objects.filter(
            owner_id__in=self._world.citizens,
            handling_agency=self._world.handling,
            state__in=(State.RECEIVED, State.PROCESSING),
        )
        rows = [(d.owner_id, str(d.code)) for d in found.order_by("key")[:READ]]
        plans.read_by_citizen(self._world, rows)
        owner, code = rows[0]
        return self._get_case(
            "read_dossier_citizen", self._world.citizens[owner], f"/me/dossiers/{code}/"
        )

    def _receive(self) -> Case:
        def measure(server: Server, seconds: int) -> Run:
            codes = self._waiting.take(WAITING_PER_SECOND * seconds)
            plans.receive(self._world, ((code, self._version) for code in codes))
            return self._checked("change_state", effects.RECEIVING, lambda: self._send(
                server, "change_state", seconds, status=302, once=True
            ))  # fmt: skip

        def count() -> int:
            [warm, code] = self._waiting.take(2)
            body = f"version={self._version}&csrfmiddlewaretoken={TOKEN}"
            for each in (warm, code):
                sent = pages.statements(
                    self._world.clerk,
                    "POST",
                    f"/counter/dossiers/{each}/receive/",
                    body,
                    status=302,
                )
            return len(sent)

        return Case("change_state", measure, count)

    def _file(self) -> Case:
        def measure(server: Server, seconds: int) -> Run:
            plans.file(self._world, self._drafts.take(DRAFTS_PER_SECOND * seconds))
            return self._checked("file_dossier", effects.FILING, lambda: self._send(
                server, "file_dossier", seconds, status=302, once=True
            ))  # fmt: skip

        def count() -> int:
            for owner, key in self._drafts.take(2):
                path = f"/me/dossiers/{key}/check/"
                session = self._world.citizens[owner]
                sent = pages.statements(session, "POST", path, plans.filing(), status=302)
            return len(sent)

        return Case("file_dossier", measure, count)

    def _journey(self) -> Case:
        def measure(server: Server, seconds: int) -> Run:
            drafts = self._drafts.take(JOURNEYS_PER_SECOND * seconds)
            plan = plans.journeys(self._world, drafts)
            return self._checked("citizen_journey", effects.JOURNEY, lambda: send_journeys(
                server.address, plan, seconds=seconds, connections=self._connections
            ))  # fmt: skip

        def count() -> int:
            for owner, key in self._drafts.take(2):
                session = self._world.citizens[owner]
                form = f"/me/dossiers/{key}/sections/{self._world.section}/"
                sent = pages.statements(session, "GET", form)
                for save in plans.saves():
                    sent += pages.statements(session, "POST", form, save, is_autosave=True)
                check = f"/me/dossiers/{key}/check/"
                sent += pages.statements(session, "POST", check, plans.filing(), status=302)
            return len(sent)

        return Case("citizen_journey", measure, count)

    def _pdf(self) -> Case:
        return Case("pdf_receipt", lambda _s, _t: pdf.render_receipts(self._world.handled), _none)

    def _desks(self) -> Case:
        plan = plan_of_desks(self._world)
        _method, path, session, _body = plan.read_text().splitlines()[1].split("\t")

        def measure(server: Server, seconds: int) -> Run:
            return send_plan(
                server.address, plan, seconds=seconds, connections=DESKS, status=200, once=False
            )

        def count() -> int:
            pages.statements(session, "GET", path)
            return len(pages.statements(session, "GET", path))

        return Case("counter_desks", measure, count)

    def _digitise(self) -> Case:
        work = Digitising()
        return Case("digitise_page", lambda _server, seconds: work.measure(seconds), _none)

    def _sign(self) -> Case:
        work = Signing()
        return Case("sign_pdf", lambda _server, seconds: work.measure(seconds), _none)

    def _settle(self) -> Case:
        def measure(server: Server, seconds: int) -> Run:
            calls = settling.pay(self._drafts.take(SETTLED_PER_SECOND * seconds))
            return settling.settle(server, calls, self._connections)

        return Case(
            "settle_payment", measure, lambda: settling.count(settling.pay(self._drafts.take(2)))
        )

    def _sweep(self) -> Case:
        sweeping = Sweeping(self._world, self._attempts)
        return Case("sweep_attempts", lambda _s, seconds: sweeping.measure(seconds), _none)

    def _get_case(self, name: str, session: str, path: str) -> Case:
        def measure(server: Server, seconds: int) -> Run:
            return self._send(server, name, seconds, status=200)

        def count() -> int:
            pages.statements(session, "GET", path)  # what a process remembers is read first
            return len(pages.statements(session, "GET", path))

        return Case(name, measure, count)

    def _send(
        self, server: Server, name: str, seconds: int, *, status: int, once: bool = False
    ) -> Run:
        return send_plan(
            server.address,
            plans.FOLDER / f"{name}.plan",
            seconds=seconds,
            connections=self._connections,
            status=status,
            once=once,
        )

    def _checked(self, name: str, expected: dict[str, int], run: Callable[[], Run]) -> Run:
        before = Counts.now(expected)
        done = run()
        effects.await_effects(
            name, before, expected, done=done.requests, underway=self._connections
        )
        return done

    def _open_codes(self) -> list[str]:
        found = Dossier.objects.filter(
            handling_agency=self._world.handling, state__in=(State.RECEIVED, State.PROCESSING)
        )
        return [str(code) for code in found.order_by("key").values_list("code", flat=True)[:READ]]


def _none() -> None:
    """Rendering sends statements too, but no page waits for them."""


def floor_statement_takes_ms(times: int = 200) -> float:
    """The INSERT alone, from this process: what the database's disk allows."""
    began = time.perf_counter()
    for _ in range(times):
        with connection.cursor() as cursor:
            cursor.execute(INSERT, [ROW])
    return (time.perf_counter() - began) * 1000 / times


def _nothing_to_count() -> None:
    """A batch, not a request."""
