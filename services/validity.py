"""From when until when revisions apply: every change of it, under the lock of the procedure.

Ranges of one procedure never overlap (a constraint of the database), so what ends is always
written before what begins.
"""

from datetime import date, datetime, time

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from portal.shared import clock
from portal.shared.errors import StalePage
from services.models import Procedure, Revision, Sector, Withdrawal
from services.search.indexing import index_procedure


def locked_procedure(procedure_id: int) -> Procedure:
    """The procedure under its row lock: taken before the lock of its draft, always."""
    return (
        Procedure.objects.select_for_update(of=("self",))
        .select_related("sector")
        .get(pk=procedure_id)
    )


def beginning_of(day: date) -> datetime:
    """00:00 of this day in the province."""
    return datetime.combine(day, time(), tzinfo=clock.PROVINCE_TIME)


def present_of(procedure: Procedure) -> Revision | None:
    """The revision in force."""
    return procedure.revisions.filter(state=Revision.State.PUBLISHED).first()


def scheduled_of(procedure: Procedure) -> Revision | None:
    """The revision that is approved and waits for its day."""
    return procedure.revisions.filter(state=Revision.State.SCHEDULED).first()


def planned_withdrawal_of(procedure: Procedure) -> Withdrawal | None:
    """The withdrawal that waits for its day."""
    return (
        Withdrawal.objects.filter(
            revision__procedure=procedure, carried_out_at=None, cancelled_at=None
        )
        .select_related("revision", "successor")
        .first()
    )


def refuse_if_planned(procedure: Procedure) -> None:
    """Raises StalePage where another change waits for its day: first that one is undone."""
    scheduled = scheduled_of(procedure)
    if scheduled is not None and scheduled.in_force is not None:
        words = _(
            "Phiên bản %(number)d đã duyệt, áp dụng từ %(day)s. Hãy thu hồi phiên bản đó trước."
        )
        raise StalePage(
            words % {"number": scheduled.number, "day": day_words(scheduled.in_force.lower)}
        )
    withdrawal = planned_withdrawal_of(procedure)
    if withdrawal is not None:
        words = _("Thủ tục này sẽ bị bãi bỏ từ %(day)s. Hãy hủy việc bãi bỏ trước.")
        raise StalePage(words % {"day": day_words(withdrawal.effective_at)})


def day_words(moment: datetime) -> str:
    """`22/03/2022`, as the province counts days."""
    return f"{moment.astimezone(clock.PROVINCE_TIME):%d/%m/%Y}"


def end(revision: Revision, at: datetime | None) -> None:
    """The revision applies until `at`; with None it applies on."""
    begin = revision.in_force.lower if revision.in_force else at
    revision.in_force = DateTimeTZRange(begin, at)
    revision.save(update_fields=["in_force"])


def end_now(revision: Revision, state: Revision.State, at: datetime) -> None:
    """The revision in force goes out of it, superseded or withdrawn; its end stays when it is
    known already (the day came before the job did)."""
    known = revision.in_force
    if known is None or known.upper is None or known.upper > at:
        revision.in_force = DateTimeTZRange(known.lower if known else at, at)
    revision.state = state
    revision.save(update_fields=["state", "in_force"])


def follow(procedure: Procedure, revision: Revision) -> None:
    """The procedure goes by the name, sector and code of what is in force, also in the search."""
    procedure.current_revision = revision
    procedure.name = revision.name
    procedure.local_code = revision.local_code
    procedure.sector = Sector.objects.get(name=revision.sector_name)
    procedure.save(update_fields=["current_revision", "name", "local_code", "sector"])
    index_procedure(procedure)
