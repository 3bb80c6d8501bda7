"""Writes the empty forms that documents bring."""

from collections.abc import Iterable

from django.db import transaction

from portal.shared.action_log.record import Acting, record
from portal.shared.uploads import store
from services.importing.documents.document import Template
from services.importing.documents.reading import check_bytes
from services.importing.documents.source import Source
from services.models import TemplateFile


@transaction.atomic
def save_templates(*, actor: Acting, source: Source, templates: Iterable[Template]) -> int:
    """How many were new. They keep their keys, so that revisions name the same file on every
    portal; one that is there already stays. Raises DocumentError, BadFile."""
    wanted = {each.key: each for each in templates}
    present = TemplateFile.objects.filter(key__in=wanted).values_list("key", flat=True)
    missing = sorted(set(wanted) - {str(key) for key in present})
    for key in missing:
        _save(actor, source, wanted[key])
    return len(missing)


def _save(actor: Acting, source: Source, template: Template) -> None:
    name = _beside(source, template)
    content = source.beside(name, template.file)
    check_bytes(template, content)
    extension = "." + template.file.rpartition(".")[2]
    place = store.place_of(template.key, extension, "templates")
    store.write(place, content)
    TemplateFile.objects.create(
        key=template.key,
        name=template.name,
        media_type=template.media_type,
        size=len(content),
        sha256=template.sha256,
        file=place,
    )
    record(
        actor=actor,
        action="add_template_file",
        subject=f"template:{template.key}",
        name=template.name,
    )


def _beside(source: Source, template: Template) -> str:
    """A document that the file lies beside: all of them lie in one folder."""
    return next(iter(source.names()), template.file)
