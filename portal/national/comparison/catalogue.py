"""Our catalogue and theirs: codes, names, levels, what is in force."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from portal.accounts.actor import SYSTEM
from portal.national.actions.note_differences import sent_again_last_time
from portal.national.actions.queue_procedures import queue_procedures
from portal.national.adapters.port import NationalPortal, TheirProcedure
from portal.national.comparison.our_catalogue import OurProcedure, Told, our_procedures, told_of
from portal.national.comparison.result import Result
from portal.national.models import Comparison, Difference

Kind = Difference.Kind


@dataclass(frozen=True)
class Drift:
    """One thing about a procedure that the two sides do not agree on."""

    kind: str
    ours: str
    theirs: str


class CatalogueComparison:
    """One comparison of the catalogue."""

    def __init__(self, comparison: Comparison, portal: NationalPortal) -> None:
        self._comparison = comparison
        self._portal = portal
        self._result = Result()

    def run(self) -> Result:
        """Compare, write differences down, queue what mends them. Raises EndpointError."""
        ours = our_procedures()
        theirs = {each.code: each for each in self._portal.procedures()}
        moving = {each.code for each in ours.values() if self._is_moving(each)}
        drifted = {
            code: found
            for code, each in ours.items()
            if code not in moving and (found := tuple(_drift(each, theirs.get(code))))
        }
        moving |= self._note({code: ours[code] for code in drifted}, drifted)
        self._note_unknown([each for code, each in theirs.items() if code not in ours])
        self._result.under_way = len(moving)
        self._result.ours = sum(each.in_force for code, each in ours.items() if code not in moving)
        self._result.theirs = sum(
            each.in_force for code, each in theirs.items() if code not in moving
        )
        return self._result

    def _is_moving(self, procedure: OurProcedure) -> bool:
        """Nothing is under way to where it is not taken."""
        return self._portal.offers_catalogue and procedure.told.under_way

    @transaction.atomic
    def _note(
        self, ours: Mapping[str, OurProcedure], drifted: Mapping[str, tuple[Drift, ...]]
    ) -> set[str]:
        """Write down and queue; the codes of procedures that have moved meanwhile."""
        queued: frozenset[int] = frozenset()
        if self._portal.offers_catalogue:
            seen = {each.pk: each.told for each in ours.values()}
            queued = queue_procedures(actor=SYSTEM, procedures=seen)
        now = told_of(each.pk for each in ours.values() if each.pk not in queued)
        moved = {
            code
            for code, each in ours.items()
            if each.pk not in queued and now.get(each.pk, Told()) != each.told
        }
        self._write(ours, {c: found for c, found in drifted.items() if c not in moved}, queued)
        return moved

    def _write(
        self,
        ours: Mapping[str, OurProcedure],
        drifted: Mapping[str, tuple[Drift, ...]],
        queued: frozenset[int],
    ) -> None:
        Difference.objects.bulk_create(
            Difference(
                comparison=self._comparison,
                kind=each.kind,
                code=code,
                ours=each.ours,
                theirs=each.theirs,
                sent_again=ours[code].pk in queued,
            )
            for code, found in drifted.items()
            for each in found
        )
        Comparison.objects.filter(pk=self._comparison.pk).update(
            sent_again=F("sent_again") + len(queued)
        )
        again = {code for code in drifted if ours[code].pk in queued}
        # A refused message has a case of its own.
        stuck = {code for code in drifted if code not in again and not ours[code].told.parked}
        repeated = sent_again_last_time(self._comparison, again)
        self._result.unmended += sorted(stuck | repeated)

    def _note_unknown(self, theirs: list[TheirProcedure]) -> None:
        unknown = [each for each in theirs if each.in_force]
        Difference.objects.bulk_create(
            Difference(
                comparison=self._comparison, kind=Kind.UNKNOWN, code=each.code, theirs=each.name
            )
            for each in unknown
        )
        self._result.unmended += [each.code for each in unknown]


def _drift(ours: OurProcedure, theirs: TheirProcedure | None) -> Iterator[Drift]:
    if theirs is None:
        if ours.in_force:
            yield Drift(Kind.MISSING, ours.name, "")
        return
    if ours.in_force != theirs.in_force:
        yield Drift(Kind.STATE, _state(ours.in_force), _state(theirs.in_force))
    if ours.in_force and _plain(ours.name) != _plain(theirs.name):
        yield Drift(Kind.NAME, ours.name, theirs.name)
    if ours.in_force and ours.level != theirs.level:
        yield Drift(Kind.LEVEL, str(ours.level), str(theirs.level))


def _state(in_force: bool) -> str:
    return _("đang áp dụng") if in_force else _("đã bãi bỏ")


def _plain(name: str) -> str:
    """Spaces on the way are no difference."""
    return " ".join(name.split())
