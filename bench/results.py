"""Figures of several runs become one line of the table."""

from dataclasses import dataclass
from statistics import median

from bench.client.wrk import Run

# The most that a request may cost, as a multiple of the floor; the receipt in milliseconds.
AIMS = {
    "file_dossier": 6.0,
    "change_state": 6.0,
    "worklist": 5.0,
    "read_dossier": 5.0,
    "search": 4.0,
    "search_1839": 4.0,
    "search_100k": 4.0,
    "citizen_journey": 8.0,
}
AIM_PDF_MS = 180.0
REQUESTS_PER_JOURNEY = 5


@dataclass(frozen=True)
class Result:
    """One line: medians of the runs, and the least and the most a second."""

    name: str
    per_second: float
    p50_ms: float
    p95_ms: float
    queries: int | None
    ratio_to_floor: float
    least: float
    most: float

    @property
    def aim(self) -> str:
        """In words; empty where there is none."""
        if self.name == "pdf_receipt":
            return f"<= {AIM_PDF_MS:.0f} ms"
        return f"<= {AIMS[self.name]:g}" if self.name in AIMS else ""

    @property
    def is_missed(self) -> bool:
        """Whether the aim is missed."""
        if self.name == "pdf_receipt":
            return self.p50_ms > AIM_PDF_MS
        return self.name in AIMS and self.ratio_to_floor > AIMS[self.name]

    def as_json(self) -> dict[str, object]:
        """As build/bench.json holds it."""
        return {
            "name": self.name,
            "per_second": round(self.per_second, 2),
            "p50_ms": round(self.p50_ms, 3),
            "p95_ms": round(self.p95_ms, 3),
            "queries": self.queries,
            "ratio_to_floor": round(self.ratio_to_floor, 2),
        }


def summarise(name: str, runs: list[Run], floor: float, queries: int | None) -> Result:
    """The line of `name`; `floor` is the floor's requests a second in the same rounds."""
    rates = [run.per_second for run in runs]
    of_floor = floor / REQUESTS_PER_JOURNEY if name == "citizen_journey" else floor
    return Result(
        name=name,
        per_second=median(rates),
        p50_ms=median(run.p50_ms for run in runs),
        p95_ms=median(run.p95_ms for run in runs),
        queries=queries,
        ratio_to_floor=of_floor / median(rates),
        least=min(rates),
        most=max(rates),
    )


def table(results: list[Result]) -> str:
    """The results as people read them."""
    head = f"{'':24}{'/s':>9}{'least':>9}{'most':>9}{'p50 ms':>9}{'p95 ms':>9}{'queries':>9}"
    lines = [f"{head}{'x floor':>9}  aim"]
    for r in results:
        queries = "" if r.queries is None else str(r.queries)
        lines.append(
            f"{r.name:24}{r.per_second:9.1f}{r.least:9.1f}{r.most:9.1f}{r.p50_ms:9.1f}"
            f"{r.p95_ms:9.1f}{queries:>9}{r.ratio_to_floor:9.2f}"
            f"  {r.aim}{'  MISSED' if r.is_missed else ''}"
        )
    return "\n".join(lines)
