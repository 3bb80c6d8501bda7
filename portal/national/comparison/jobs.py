"""Jobs by name, so that actions defer them without importing the code that they run."""

from procrastinate.contrib.django import app

from portal.national.models import Comparison

QUEUE = "comparison"

COMPARE_DOSSIERS = "national.compare_dossiers"
COMPARE_CATALOGUE = "national.compare_catalogue"

_JOB_OF = {
    Comparison.Kind.DOSSIERS: COMPARE_DOSSIERS,
    Comparison.Kind.CATALOGUE: COMPARE_CATALOGUE,
}


def defer(comparison: Comparison) -> None:
    """Enqueue it in the caller's transaction: it runs only if that commits."""
    name = _JOB_OF[Comparison.Kind(comparison.kind)]
    app.configure_task(name, queue=QUEUE, lock=name).defer(comparison_id=comparison.pk)
