"""Comparisons of the two sides, page by page."""

from portal.national.models import Comparison, Difference

PAGE = 50


def comparisons(*, before: int = 0) -> tuple[list[Comparison], int | None]:
    """The latest ones older than the one numbered `before`, and where the next page begins."""
    found = Comparison.objects.select_related("asked_by").order_by("-pk")
    if before:
        found = found.filter(pk__lt=before)
    page = list(found[: PAGE + 1])
    return page[:PAGE], page[PAGE - 1].pk if len(page) > PAGE else None


def comparison_by(pk: int) -> Comparison:
    """One comparison. Raises Comparison.DoesNotExist."""
    return Comparison.objects.select_related("asked_by").get(pk=pk)


def latest_of_each_kind() -> list[Comparison]:
    """The latest of dossiers and of the catalogue, as far as there is one."""
    latest = (
        Comparison.objects.filter(kind=kind).order_by("-pk").first() for kind in Comparison.Kind
    )
    return [each for each in latest if each]


def differences(
    comparison: Comparison, *, kind: str = "", after: int = 0
) -> tuple[list[Difference], int | None]:
    """What differed, narrowed by `kind`, behind the one numbered `after`, and the next page."""
    found = Difference.objects.filter(comparison=comparison, pk__gt=after).order_by("pk")
    if kind:
        found = found.filter(kind=kind)
    page = list(found[: PAGE + 1])
    return page[:PAGE], page[PAGE - 1].pk if len(page) > PAGE else None


def kinds_of(comparison: Comparison) -> list[str]:
    """The kinds of difference that it found."""
    found = Difference.objects.filter(comparison=comparison).order_by()
    return [kind for kind in Difference.Kind.values if found.filter(kind=kind).exists()]
