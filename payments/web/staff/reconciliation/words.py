"""What stands in the rows of the reconciliation's pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payments.models import Reconciliation, ReconciliationCase
from payments.models.reconciliation import ReconciliationResult
from payments.providers import registry

MATCHED = ReconciliationResult.MATCHED
KINDS = {
    ReconciliationResult.MATCHED: "success",
    ReconciliationResult.MISSING_HERE: "error",
    ReconciliationResult.MISSING_AT_PROVIDER: "warning",
    ReconciliationResult.MISSING_AT_BANK: "warning",
    ReconciliationResult.DIFFERENT_AMOUNT: "error",
}


@dataclass(frozen=True)
class Count:
    """How many rows have a result, and where they are."""

    result: str
    label: str
    kind: str
    number: int
    href: str


def provider_label(code: str) -> str:
    """A provider's name; the code of one that the portal does not offer any more."""
    try:
        return registry.get(code).label
    except KeyError:
        return code


def day_url(provider: str, day: date, **where: object) -> str:
    """The page of a day, narrowed by `where`."""
    url = reverse("payments:reconciliation_day", args=[provider, day.isoformat()])
    wanted = {name: value for name, value in where.items() if value not in ("", None)}
    return f"{url}?{urlencode(wanted)}" if wanted else url


def counts_of(counts: dict[str, int], *, provider: str, day: date, agency: str = "") -> list[Count]:
    """Every result with its number, also of those that are zero."""
    return [
        Count(
            result=result.value,
            label=str(result.label),
            kind=KINDS[result] if counts.get(result.value) else "neutral",
            number=counts.get(result.value, 0),
            href=day_url(provider, day, agency=agency, result=result.value),
        )
        for result in ReconciliationResult
    ]


def decorate_days(
    runs: Iterable[Reconciliation], opened: dict[tuple[str, date], int]
) -> list[Reconciliation]:
    """The runs, each with `label`, `href`, `results` and `open_cases` for the template."""
    runs = list(runs)
    for run in runs:
        run.label = provider_label(run.provider)  # type: ignore[attr-defined]
        run.href = day_url(run.provider, run.day)  # type: ignore[attr-defined]
        run.results = counts_of(  # type: ignore[attr-defined]
            run.counts, provider=run.provider, day=run.day
        )
        run.open_cases = opened.get((run.provider, run.day), 0)  # type: ignore[attr-defined]
    return runs


def decorate_cases(cases: Iterable[ReconciliationCase]) -> list[ReconciliationCase]:
    """The cases, each with `label`, `tone` and `age_words` for the template."""
    cases = list(cases)
    for case in cases:
        case.label = provider_label(case.provider)  # type: ignore[attr-defined]
        case.tone = KINDS[ReconciliationResult(case.result)]  # type: ignore[attr-defined]
        case.age_words = age_words(case)  # type: ignore[attr-defined]
    return cases


def age_words(case: ReconciliationCase) -> str:
    """Since when it is open: hours on the first day, then days."""
    hours = int(case.age.total_seconds() // 3600)
    if hours < 1:
        return _("dưới 1 giờ")
    if hours < 24:
        return _("%(hours)d giờ") % {"hours": hours}
    days = hours // 24
    return ngettext("%(days)d ngày", "%(days)d ngày", days) % {"days": days}
