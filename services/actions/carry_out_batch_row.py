"""Publishes the new revision of one row of a batch, or says why not."""

from datetime import date

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import recorded
from portal.shared.errors import Refusal, StalePage
from services.actions.publish_content import locked_entry, publish_content
from services.content import RevisionContent
from services.models import BatchRow, Procedure, Revision

Change = BatchRow.Change
# What the database says to a content that nothing else refused.
REFUSED_BY_DATABASE = (DataError, IntegrityError)


def carry_out_batch_row(*, actor: Actor, row_id: int, applies_from: date | None = None) -> BatchRow:
    """The row, carried out once. Where the procedure has changed since the preview, or cannot be
    published, the row is left out with the reason; nothing else is written then."""
    with recorded():
        row = BatchRow.objects.select_for_update(of=("self",)).get(pk=row_id)
        if not row.waiting:
            return row
        row.waiting = False
        known = row.procedure
        try:
            with transaction.atomic():
                row.revision = _publish(actor, row, applies_from)
        except Refusal as refusal:
            _leave_out(row, known, str(refusal))
        except REFUSED_BY_DATABASE as error:
            words = _("Cơ sở dữ liệu không nhận nội dung này: %(why)s")
            _leave_out(row, known, words % {"why": str(error).partition("\n")[0]})
        row.save(update_fields=["waiting", "revision", "change", "problem", "procedure"])
    return row


def _leave_out(row: BatchRow, known: Procedure | None, why: str) -> None:
    row.change = Change.SKIPPED
    row.problem = why[:500]
    row.revision = None
    row.procedure = known


def _publish(actor: Actor, row: BatchRow, applies_from: date | None) -> Revision:
    content = RevisionContent.from_json(row.content_json)
    more = row.more_json
    procedure = locked_entry(row.code, content, more.get("popularity", 0))
    row.procedure = procedure
    if procedure.current_revision_id != row.base_revision_id:
        raise StalePage(_("Thủ tục đã có phiên bản khác sau khi xem trước."))
    later = _later(more)
    if more.get("only_scheduled"):
        return publish_content(
            actor=actor, procedure=procedure, content=content, applies_from=later
        )
    revision = publish_content(
        actor=actor, procedure=procedure, content=content, applies_from=applies_from
    )
    if later is not None:
        publish_content(
            actor=actor,
            procedure=procedure,
            content=RevisionContent.from_json(more["scheduled"]),
            applies_from=later,
        )
    return revision


def _later(more: dict[str, str]) -> date | None:
    """The day of the second revision that a document brings."""
    if "applies_from" not in more:
        return None
    day = date.fromisoformat(more["applies_from"])
    if day <= clock.today():
        raise StalePage(_("Ngày áp dụng ghi trong tệp đã qua; hãy xuất lại tệp."))
    return day
