"""Publishes the new revision of one row of a batch, or says why not."""

from dataclasses import replace
from datetime import date

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.action_log.record import recorded
from portal.shared.errors import Refusal
from services.actions.publish_revision import publish_revision
from services.actions.schedule_revision import schedule_revision
from services.content import RevisionContent
from services.models import BatchRow, Procedure, Revision, Sector, TemplateFile

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
        except _LeftOut as reason:
            _leave_out(row, known, str(reason))
        except Refusal as refusal:
            _leave_out(row, known, str(refusal))
        except REFUSED_BY_DATABASE as error:
            words = _("Cơ sở dữ liệu không nhận nội dung này: %(why)s")
            _leave_out(row, known, words % {"why": str(error).partition("\n")[0]})
        row.save(update_fields=["waiting", "revision", "change", "problem", "procedure"])
    return row


class _LeftOut(Exception):
    """The text says why."""


def _leave_out(row: BatchRow, known: Procedure | None, why: str) -> None:
    row.change = Change.SKIPPED
    row.problem = why[:500]
    row.revision = None
    row.procedure = known


def _publish(actor: Actor, row: BatchRow, applies_from: date | None) -> Revision:
    content = RevisionContent.from_json(row.content_json)
    procedure = _procedure(row, content)
    if procedure.current_revision_id != row.base_revision_id:
        raise _LeftOut(_("Thủ tục đã có phiên bản khác sau khi xem trước."))
    later = applies_from is not None and applies_from > clock.today()
    try:
        handling = _handling(content)
        if handling is not None:
            content = replace(content, handling_agency_code=handling.code)
        if later and applies_from is not None:
            return schedule_revision(
                actor=actor,
                procedure=procedure,
                content=content,
                handling=handling,
                applies_from=applies_from,
            )
        return publish_revision(
            actor=actor, procedure=procedure, content=content, handling=handling
        )
    except (Agency.DoesNotExist, TemplateFile.DoesNotExist) as error:
        raise _LeftOut(_("Cơ quan hoặc mẫu giấy tờ trong nội dung không còn.")) from error


def _procedure(row: BatchRow, content: RevisionContent) -> Procedure:
    """Under its lock; an entry of its own for a new one."""
    sector = Sector.objects.get(name=content.sector)
    procedure, made = Procedure.objects.select_for_update(of=("self",)).get_or_create(
        code=row.code,
        defaults={"name": content.name, "local_code": content.local_code, "sector": sector},
    )
    row.procedure = procedure
    if made:
        procedure.current_revision = None
    return procedure


def _handling(content: RevisionContent) -> Agency | None:
    """Whoever does the work now of the agency that the content names."""
    code = content.handling_agency_code
    if not code:
        return None
    return Agency.objects.select_related("heir").get(code=code).present
