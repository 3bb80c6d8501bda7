"""The life of a comparison: begun, done or failed, and the case about what it could not mend."""

import logging
from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import SYSTEM
from portal.national.actions.cases import close_cases, open_case
from portal.national.adapters.chosen import national_portal
from portal.national.adapters.port import EndpointError, NationalPortal
from portal.national.comparison.result import Result
from portal.national.models import Comparison, Difference, Endpoint, SyncCase
from portal.shared import clock
from portal.shared.action_log.record import record

logger = logging.getLogger(__name__)

Work = Callable[[Comparison, NationalPortal], Result]
NAMED_AT_MOST = 5
State = Comparison.State


def run_comparison(*, comparison_id: int, work: Work) -> Comparison:
    """Do `work` and write down what became of it; repeated after a crash it begins anew.

    When the other side gives no usable answer the comparison has failed, with the reason in plain
    words; what was queued again until then stays so. A comparison that has ended stays as it is.
    """
    comparison = _begin(comparison_id)
    if comparison.state != State.RUNNING:
        return comparison
    try:
        result = work(comparison, national_portal())
    except EndpointError as error:
        _fail(comparison, str(error))
        _note_endpoint(str(error))
    except ImproperlyConfigured as error:
        _fail(comparison, str(error))
    except Exception:
        _fail(comparison, _("Lỗi trong chương trình; xem nhật ký của tiến trình worker."))
        raise
    else:
        _end(comparison, result)
        _note_endpoint("")
    comparison.refresh_from_db()
    return comparison


@transaction.atomic
def _begin(comparison_id: int) -> Comparison:
    comparison = Comparison.objects.select_for_update().get(pk=comparison_id)
    if comparison.state in (State.WAITING, State.RUNNING):
        comparison.state = State.RUNNING
        comparison.save(update_fields=["state"])
        # What was queued again before a crash was a difference, and is under way now.
        comparison.differences.filter(sent_again=False).delete()
    return comparison


def _fail(comparison: Comparison, reason: str) -> None:
    logger.warning("Không đối chiếu được / comparison failed: %s: %s", comparison.kind, reason)
    Comparison.objects.filter(pk=comparison.pk).update(
        state=State.FAILED, error=reason, ended_at=clock.now()
    )


@transaction.atomic
def _end(comparison: Comparison, result: Result) -> None:
    locked = Comparison.objects.select_for_update().get(pk=comparison.pk)
    _follow_case(locked, result)
    locked.state, locked.ended_at = State.DONE, clock.now()
    locked.ours, locked.theirs = result.ours, result.theirs
    locked.our_states, locked.their_states = result.our_states, result.their_states
    locked.under_way, locked.reached = result.under_way, result.reached
    locked.differing = locked.differences.order_by().values("code").distinct().count()
    locked.save()
    if locked.differing:
        record(
            actor=SYSTEM,
            action=f"compare_{locked.kind}",
            subject=f"comparison:{locked.pk}",
            differing=locked.differing,
            sent_again=locked.sent_again,
        )


def _follow_case(comparison: Comparison, result: Result) -> None:
    """A case while there is something that sending again does not mend; closed when everything
    that differed since it was opened has been looked at and is mended."""
    subject = f"comparison:{comparison.kind}"
    if result.unmended:
        text = _text(comparison, sorted(set(result.unmended)))
        case = open_case(kind=SyncCase.Kind.DIFFERENCE, subject=subject, text=text)
        SyncCase.objects.filter(pk=case.pk).update(text=text)
        return
    known = SyncCase.objects.filter(
        kind=SyncCase.Kind.DIFFERENCE, subject=subject, closed_at__isnull=True
    ).first()
    if known and all(result.looked_at(code) for code in _differed_since(comparison, known)):
        close_cases(
            kind=SyncCase.Kind.DIFFERENCE, subjects=[subject], outcome=_("Hai bên đã khớp nhau.")
        )


def _differed_since(comparison: Comparison, case: SyncCase) -> set[str]:
    found = Difference.objects.filter(
        comparison__kind=comparison.kind,
        comparison__state=State.DONE,
        comparison__ended_at__gte=case.opened_at,
    )
    return set(found.order_by().values_list("code", flat=True).distinct())


def _text(comparison: Comparison, codes: list[str]) -> str:
    named = ", ".join(codes[:NAMED_AT_MOST])
    if comparison.kind == Comparison.Kind.CATALOGUE:
        text = _("%(count)d thủ tục lệch mà gửi lại không sửa được: %(codes)s")
    else:
        text = _("%(count)d hồ sơ lệch mà gửi lại không sửa được: %(codes)s")
    more = ", …" if len(codes) > NAMED_AT_MOST else ""
    return text % {"count": len(codes), "codes": named + more}


def _note_endpoint(error: str) -> None:
    """How the other side did when it was asked to compare."""
    now = clock.now()
    endpoint, _is_new = Endpoint.objects.get_or_create(name=Endpoint.Name.COMPARISON)
    if error:
        endpoint.down_since = endpoint.down_since or now
        endpoint.failures += 1
        endpoint.last_error_at, endpoint.last_error = now, error
    else:
        endpoint.down_since, endpoint.failures, endpoint.last_success_at = None, 0, now
    endpoint.save()
