"""`import_1839`: a table of 1,839 procedures becomes a preview. `publish_1839`: what was approved
is published, a transaction each. Both in this process, as the worker does it."""

import csv
import io
import itertools
import time
from collections.abc import Callable, Iterator
from statistics import median, quantiles

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from bench.client.wrk import Failed, Run
from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.accounts.roles import Role
from services.actions.carry_out_batch import save_sectors_of
from services.actions.carry_out_batch_row import carry_out_batch_row
from services.actions.plan_batch import plan_batch
from services.actions.start_batch import start_batch
from services.batches.files import store
from services.importing.handmade import DATA
from services.models import Batch, BatchRow

ROWS = 1_839
# No real code has this first digit and so many zeros.
CODE = "3.{:06d}"
EMAIL = "bench.import@motcua.example"


class Importing:
    """One table again and again; each time every procedure of it has another time limit."""

    def __init__(self) -> None:
        with (DATA / "procedures.csv").open(encoding="utf-8-sig", newline="") as file:
            self._shipped = list(csv.DictReader(file))
        user, _made = User.objects.get_or_create(email=EMAIL, defaults={"full_name": "Bench"})
        self._actor = Actor(role=Role.PROVINCIAL_ADMIN, name="Bench", user_id=user.pk)
        self._days = itertools.cycle(range(1, 60))
        self._rows = self._waiting()

    def preview(self, _seconds: int) -> Run:
        """Read, check and compare the whole table, write its preview."""
        batch = self._batch()
        began = time.perf_counter()
        plan_batch(batch_id=batch.pk)
        took = time.perf_counter() - began
        batch.refresh_from_db()
        if batch.state != Batch.State.PREVIEW:
            raise Failed(f"import_1839: {batch.problems[:1]}")
        each = took * 1000 / ROWS
        return Run(requests=ROWS, seconds=took, p50_ms=each, p95_ms=each)

    def publish(self, seconds: int) -> Run:
        """Carry rows out for so long."""
        times = []
        end = time.perf_counter() + seconds
        for row_id in self._rows:
            began = time.perf_counter()
            if began > end:
                break
            row = carry_out_batch_row(actor=self._actor, row_id=row_id)
            times.append((time.perf_counter() - began) * 1000)
            if row.revision_id is None:
                raise Failed(f"publish_1839: {row.problem}")
        return Run(
            requests=len(times), seconds=sum(times) / 1000, p50_ms=median(times),
            p95_ms=quantiles(times, n=20)[-1],
        )  # fmt: skip

    def count_preview(self) -> int:
        """Statements of a whole preview."""
        return self._count(lambda: self.preview(0))

    def count_publish(self) -> int:
        """Statements of one row."""
        next_row = next(self._rows)
        return self._count(lambda: carry_out_batch_row(actor=self._actor, row_id=next_row))

    def _count(self, work: Callable[[], object]) -> int:
        seen = 0

        def count(execute: Callable[..., object], *arguments: object) -> object:
            nonlocal seen
            seen += 1
            return execute(*arguments)

        with connection.execute_wrapper(count):
            work()
        return seen

    def _waiting(self) -> Iterator[int]:
        """Rows to carry out, of one batch after the other."""
        while True:
            batch = self._batch()
            plan_batch(batch_id=batch.pk)
            save_sectors_of(batch)
            rows = BatchRow.objects.filter(batch=batch, waiting=True)
            yield from list(rows.values_list("pk", flat=True))

    def _batch(self) -> Batch:
        return start_batch(
            actor=self._actor,
            kind=Batch.Kind.TABLE,
            title="bench",
            wanted={"format": "csv"},
            stored=store(SimpleUploadedFile("bench.csv", self._table(next(self._days)))),
        )

    def _table(self, days: int) -> bytes:
        text = io.StringIO()
        writer = csv.DictWriter(text, self._shipped[0].keys())
        writer.writeheader()
        for number in range(ROWS):
            row = self._shipped[number % len(self._shipped)]
            writer.writerow(
                row
                | {
                    "code": CODE.format(number),
                    "code_local_h47": "",
                    "time_value": str(days),
                    "time_unit": "day",
                }
            )
        return text.getvalue().encode()
