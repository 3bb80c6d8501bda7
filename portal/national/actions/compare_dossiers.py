"""Our dossiers are compared with what the national portal has."""

from portal.national.actions.run_comparison import run_comparison
from portal.national.comparison.dossiers import DossierComparison
from portal.national.models import Comparison


def compare_dossiers(*, comparison_id: int) -> Comparison:
    """Compare, queue again what the other side lacks, and write down both sides' figures.

    Takes as long as the other side does: in a job, never in a request, and in no transaction.
    """
    return run_comparison(
        comparison_id=comparison_id,
        work=lambda comparison, portal: DossierComparison(comparison, portal).run(),
    )
