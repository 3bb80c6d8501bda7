"""What was asked for later of the dossiers of one batch, and what came."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from dossiers.models import Dossier, Supplement
from portal.national.mapping.enclosures import SupplementAsked
from portal.national.models import OutboxMessage
from services.models import Requirement

# The steps that ask and that answer.
ASKED, ANSWERED = "request_supplement", "supply"


@dataclass(frozen=True)
class _Told:
    """The deadline of the result after one step, as the national portal was told of it."""

    event: str
    at: datetime
    due: datetime | None


def supplements_of(dossiers: Collection[int]) -> list[Supplement]:
    """The oldest first, each with `asked_by`; one query."""
    found: QuerySet[Supplement] = Supplement.objects.filter(dossier__in=dossiers)
    return list(found.annotate(asked_by=F("requested_by__full_name")).order_by("id"))


def asked_by_dossier(
    by_id: Mapping[int, Dossier], supplements: Sequence[Supplement]
) -> Mapping[int, list[SupplementAsked]]:
    """By the dossier's id; two queries if there is any."""
    asked: defaultdict[int, list[SupplementAsked]] = defaultdict(list)
    if not supplements:
        return asked
    names = _paper_names(by_id, supplements)
    told = _told({str(by_id[each.dossier_id].code) for each in supplements})
    for each in supplements:
        dossier = by_id[each.dossier_id]
        papers = [
            (key, names.get((dossier.revision_id, key), key)) for key in each.requirement_keys
        ]
        asked[dossier.pk].append(_asked(each, papers, told[str(dossier.code)]))
    return asked


def _asked(
    each: Supplement, papers: Iterable[tuple[str, str]], told: Sequence[_Told]
) -> SupplementAsked:
    # The step that asks is an instant older than the supplement itself.
    before = [step for step in told if step.at <= each.requested_at and step.event != ASKED]
    after = [step for step in told if step.at >= each.requested_at and step.event == ANSWERED]
    return SupplementAsked(
        number=each.pk,
        asked_by=each.asked_by,  # type: ignore[attr-defined]
        text=f"{each.what}\n{each.why}",
        asked_at=each.requested_at,
        papers=tuple(papers),
        supplied_at=each.supplied_at,
        answer=each.answer,
        due_before=before[-1].due if before else None,
        due_after=after[0].due if after else None,
    )


def _paper_names(
    by_id: Mapping[int, Dossier], supplements: Iterable[Supplement]
) -> dict[tuple[int, str], str]:
    keys = {key for each in supplements for key in each.requirement_keys}
    if not keys:
        return {}
    revisions = {by_id[each.dossier_id].revision_id for each in supplements}
    found = Requirement.objects.filter(revision__in=revisions, key__in=keys)
    return {
        (revision, key): name
        for revision, key, name in found.values_list("revision_id", "key", "name")
    }


def _told(codes: Collection[str]) -> Mapping[str, list[_Told]]:
    told: defaultdict[str, list[_Told]] = defaultdict(list)
    found = OutboxMessage.objects.filter(stream__in=codes, kind=OutboxMessage.Kind.STATE)
    for stream, payload in found.order_by("id").values_list("stream", "payload"):
        dossier, step = payload.get("dossier", {}), payload.get("step", {})
        if step.get("at"):
            due = dossier.get("due_at") if dossier.get("received_at") else None
            at = datetime.fromisoformat(step["at"])
            moment = datetime.fromisoformat(due) if due else None
            told[stream].append(_Told(step.get("event", ""), at, moment))
    return told
