"""The receipt of filing, rendered in this process as a warm worker does."""

import time
from statistics import median, quantiles

from bench.client.wrk import Run
from dossiers.documents.render import pdf_of
from dossiers.models import Document, Dossier

WARM_UP = 3
RENDERINGS = 10


def warm_up(dossier: Dossier) -> None:
    """Fonts and style sheets are read once per process."""
    for _ in range(WARM_UP):
        _render(dossier)


def render_receipts(dossier: Dossier) -> Run:
    """Render it several times, reading its rows each time."""
    times = [_render(dossier) for _ in range(RENDERINGS)]
    return Run(
        requests=RENDERINGS,
        seconds=sum(times) / 1000,
        p50_ms=median(times),
        p95_ms=quantiles(times, n=20)[-1],
    )


def _render(dossier: Dossier) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    document = Document.objects.select_related(
        "dossier__procedure",
        "dossier__revision",
        "dossier__receiving_agency__parent",
        "dossier__receiving_agency__unit",
        "dossier__handling_agency__parent",
        "dossier__handling_agency__unit",
    ).get(dossier=dossier, kind=Document.Kind.FILING_RECEIPT)
    if not pdf_of(document).startswith(b"%PDF"):
        raise AssertionError("no PDF")
    return (time.perf_counter() - began) * 1000
