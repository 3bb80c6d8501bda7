"""Publishes a content as bulk changes do: into force at once, or from a later day."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.errors import StalePage
from services.actions.publish_revision import publish_revision
from services.actions.schedule_revision import schedule_revision
from services.content import RevisionContent
from services.models import Procedure, Revision, Sector, TemplateFile


def publish_content(
    *,
    actor: Actor,
    procedure: Procedure,
    content: RevisionContent,
    applies_from: date | None = None,
) -> Revision:
    """The revision; within the caller's transaction.

    Whoever does the work of a closed agency now handles it. Raises StalePage: another change waits
    for its day, or something that the content refers to has gone.
    """
    try:
        handling = _handling(content)
        if handling is not None:
            content = replace(content, handling_agency_code=handling.code)
        if applies_from is not None and applies_from > clock.today():
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
        raise StalePage(_("Cơ quan hoặc mẫu giấy tờ trong nội dung không còn.")) from error


def locked_entry(code: str, content: RevisionContent, popularity: int = 0) -> Procedure:
    """The procedure under its lock; a new one gets an entry of its own. Its sector is there."""
    present = Procedure.objects.select_for_update(of=("self",)).filter(code=code).first()
    return present or Procedure.objects.create(
        code=code,
        name=content.name,
        local_code=content.local_code,
        sector=Sector.objects.get(name=content.sector),
        popularity=popularity,
    )


def _handling(content: RevisionContent) -> Agency | None:
    code = content.handling_agency_code
    return Agency.objects.select_related("heir").get(code=code).present if code else None
