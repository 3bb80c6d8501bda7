"""Our catalogue is compared with the national one."""

from portal.national.actions.run_comparison import run_comparison
from portal.national.comparison.catalogue import CatalogueComparison
from portal.national.models import Comparison


def compare_catalogue(*, comparison_id: int) -> Comparison:
    """Compare, queue what the other side lacks or has otherwise, and write down both sides'
    figures. In a job, never in a request, and in no transaction."""
    return run_comparison(
        comparison_id=comparison_id,
        work=lambda comparison, portal: CatalogueComparison(comparison, portal).run(),
    )
