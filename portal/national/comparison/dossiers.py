"""Our dossiers and theirs: day by day where their interface sums up days, else one by one.

Ours is always read before they are asked: all that we had been told is there must be there then.
What they have beyond that may be on its way, so whatever differs is looked at once more before it
is written down.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice

from portal.national.actions.note_differences import Found, Noted, note_differences
from portal.national.adapters.port import DaySummary, NationalPortal, NotOfferedError, TheirDossier
from portal.national.comparison.judging import Verdict, in_figures, judge
from portal.national.comparison.ours import (
    OurDay,
    OurDossier,
    is_under_way,
    next_codes,
    our_days,
    our_dossiers,
    our_messages,
    seen_of,
)
from portal.national.comparison.result import Result
from portal.national.models import Comparison, Difference, OutboxMessage

# What is written down, and queued again, in one transaction.
BATCH = 500
# How many are asked about one by one, where the interface sums up no days.
ONE_BY_ONE = 2000

NOTHING = OurDay(0, 0, 0, 0)


class DossierComparison:
    """One comparison of dossiers, from `comparison.since` on."""

    def __init__(self, comparison: Comparison, portal: NationalPortal) -> None:
        self._comparison = comparison
        self._portal = portal
        self._result = Result()

    def run(self) -> Result:
        """Compare, write differences down, queue again. Raises EndpointError."""
        try:
            theirs = {each.day: each for each in self._portal.days(since=self._comparison.since)}
        except NotOfferedError:
            self._one_by_one()
        else:
            self._by_day(theirs)
        return self._result

    def _by_day(self, theirs: Mapping[date, DaySummary]) -> None:
        since = self._comparison.since
        self._result.looked_at = lambda code: since is None or code_day(code) >= f"{since:%y%m%d}"
        ours = our_days(since)
        for day in sorted({*ours, *theirs}):
            if _agree(ours.get(day, NOTHING), theirs.get(day)):
                self._count_day(ours.get(day, NOTHING))
            else:
                self._list_day(day)

    def _count_day(self, day: OurDay) -> None:
        """Both sides have the same."""
        self._result.ours += day.dossiers
        self._result.theirs += day.dossiers
        self._result.our_states += day.states
        self._result.their_states += day.states
        self._result.under_way += day.under_way

    def _list_day(self, day: date) -> None:
        ours = our_dossiers(day)
        theirs = {each.code: each for each in self._portal.dossiers_of(day)}
        moving = {code for code, dossier in ours.items() if dossier.under_way}
        told = {code: each for code, each in ours.items() if code not in moving}
        missing = {
            code: _missing(each)
            for code, each in told.items()
            if each.seen.states and code not in theirs
        }
        differing = [each for code, each in told.items() if _differs(each, theirs.get(code))]
        for batch in _batches(missing.items()):
            moving |= set(batch) - self._note(dict(batch)).noted
        for each in differing:
            if not self._look_closer(each, theirs[each.code]):
                moving.add(each.code)
        moving |= self._unknown([each for code, each in theirs.items() if code not in ours])
        self._count(told, theirs, moving)

    def _look_closer(self, dossier: OurDossier, their: TheirDossier) -> bool:
        """Whether the difference is one; not so when the dossier has moved meanwhile."""
        messages = our_messages(dossier.code)
        if is_under_way(messages) or seen_of(messages) != dossier.seen:
            return False
        keys = self._portal.keys_of(dossier.code)
        theirs = in_figures(their.status, their.states)
        verdict = judge(messages, keys)
        if verdict is None or verdict.kind != Difference.Kind.MISSING:
            # What they list is what they say; their keys tell what may be sent again.
            kind = verdict.kind if verdict else Difference.Kind.STATE
            ours = in_figures(dossier.status, dossier.seen.states)
            verdict = Verdict(kind, ours, theirs, verdict.lacking if verdict else ())
        return bool(self._note({dossier.code: Found(verdict, dossier.seen)}).noted)

    def _unknown(self, theirs: list[TheirDossier]) -> set[str]:
        """Write down what only they have; the codes that are ours after all."""
        codes = [each.code for each in theirs]
        known = OutboxMessage.objects.filter(stream__in=codes)
        ours_by_now = set(known.values_list("stream", flat=True))
        unknown = [each for each in theirs if each.code not in ours_by_now]
        Difference.objects.bulk_create(
            Difference(
                comparison=self._comparison,
                kind=Difference.Kind.UNKNOWN,
                code=each.code,
                theirs=in_figures(each.status, each.states),
            )
            for each in unknown
        )
        self._result.unmended += [each.code for each in unknown]
        return ours_by_now

    def _note(self, found: Mapping[str, Found]) -> Noted:
        noted = note_differences(comparison=self._comparison, found=found)
        self._result.unmended += sorted(noted.unmended)
        return noted

    def _count(
        self,
        ours: Mapping[str, OurDossier],
        theirs: Mapping[str, TheirDossier],
        moving: set[str],
    ) -> None:
        mine = [each for code, each in ours.items() if each.seen.states and code not in moving]
        their = [each for code, each in theirs.items() if code not in moving]
        self._result.ours += len(mine)
        self._result.theirs += len(their)
        self._result.our_states += sum(each.seen.states for each in mine)
        self._result.their_states += sum(each.states for each in their)
        self._result.under_way += len(moving)

    def _one_by_one(self) -> None:
        """As many as one comparison asks about; the next one goes on where this one stopped, so
        each is asked about in its turn."""
        codes = self._in_turn()
        asked = set(codes)
        self._result.looked_at = lambda code: code in asked
        self._result.reached = codes[-1] if codes else ""
        for code in codes:
            self._ask_about(code)

    def _in_turn(self) -> list[str]:
        since = self._comparison.since
        before = Comparison.objects.filter(
            kind=self._comparison.kind, state=Comparison.State.DONE
        ).first()
        after = before.reached if before else ""
        codes = next_codes(since, after=after, limit=ONE_BY_ONE)
        if after and len(codes) < ONE_BY_ONE:
            first = next_codes(since, after="", limit=ONE_BY_ONE - len(codes))
            codes += [code for code in first if code not in set(codes)]
        return codes

    def _ask_about(self, code: str) -> None:
        messages = our_messages(code)
        seen = seen_of(messages)
        if is_under_way(messages):
            self._result.under_way += 1
            return
        keys = self._portal.keys_of(code)
        verdict = judge(messages, keys)
        if verdict and code not in self._note({code: Found(verdict, seen)}).noted:
            self._result.under_way += 1
            return
        self._result.ours += bool(seen.states)
        self._result.theirs += keys is not None
        self._result.our_states += seen.states if verdict else len(keys or [])
        self._result.their_states += len(keys or [])


def code_day(code: str) -> str:
    """The YYMMDD of a dossier's code; empty for what is no code."""
    parts = code.split("-")
    return parts[1] if len(parts) > 1 else ""


def _agree(ours: OurDay, theirs: DaySummary | None) -> bool:
    if theirs is None:
        return not ours.dossiers
    return (ours.dossiers, ours.states, ours.digest) == (
        theirs.dossiers,
        theirs.states,
        theirs.digest,
    )


def _differs(ours: OurDossier, theirs: TheirDossier | None) -> bool:
    return theirs is not None and (ours.status, ours.seen.states) != (theirs.status, theirs.states)


def _missing(dossier: OurDossier) -> Found:
    figures = in_figures(dossier.status, dossier.seen.states)
    verdict = Verdict(Difference.Kind.MISSING, figures, "")
    return Found(verdict, dossier.seen, everything=True)


def _batches(items: Iterable[tuple[str, Found]]) -> Iterator[dict[str, Found]]:
    rest = iter(items)
    while batch := dict(islice(rest, BATCH)):
        yield batch
