"""What stands in the rows of comparisons."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from portal.national.models import Comparison, Difference
from portal.national.web.words import whole

STATE_TONES = {
    Comparison.State.WAITING: "neutral",
    Comparison.State.RUNNING: "info",
    Comparison.State.DONE: "success",
    Comparison.State.FAILED: "error",
}
DIFFERENCE_TONES = {
    Difference.Kind.MISSING: "error",
    Difference.Kind.BEHIND: "warning",
    Difference.Kind.STATE: "error",
    Difference.Kind.NAME: "warning",
    Difference.Kind.LEVEL: "warning",
    Difference.Kind.UNKNOWN: "info",
}
FIGURES = ("ours", "theirs", "our_states", "their_states")
UNDER_WAY = (Comparison.State.WAITING, Comparison.State.RUNNING)


def decorate_comparisons(comparisons: Iterable[Comparison]) -> list[Comparison]:
    """The comparisons, each with what the templates show of it."""
    comparisons = list(comparisons)
    for each in comparisons:
        each.tone = STATE_TONES[Comparison.State(each.state)]  # type: ignore[attr-defined]
        each.is_under_way = each.state in UNDER_WAY  # type: ignore[attr-defined]
        each.is_compared = each.state == Comparison.State.DONE  # type: ignore[attr-defined]
        each.result = result(each)  # type: ignore[attr-defined]
        for name in FIGURES:
            setattr(each, f"{name}_words", whole(getattr(each, name)))
    return comparisons


def result(comparison: Comparison) -> str:
    """What it found, in a sentence; empty while it runs."""
    if comparison.state == Comparison.State.FAILED:
        return comparison.error or _("Không đối chiếu được.")
    if comparison.state != Comparison.State.DONE:
        return ""
    if not comparison.differing:
        return _("Hai bên khớp nhau.")
    return _("%(differing)s điểm lệch, đã gửi lại %(sent)s bản tin.") % {
        "differing": whole(comparison.differing),
        "sent": whole(comparison.sent_again),
    }


def decorate_differences(differences: Iterable[Difference]) -> list[Difference]:
    """The differences, each with `tone` for the template."""
    differences = list(differences)
    for each in differences:
        each.tone = DIFFERENCE_TONES[Difference.Kind(each.kind)]  # type: ignore[attr-defined]
    return differences
