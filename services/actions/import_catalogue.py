"""Imports JSON documents by an operator: all of them, or nothing."""

from collections import Counter
from datetime import date
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import StalePage
from services.actions.publish_content import locked_entry, publish_content
from services.actions.save_templates import save_templates
from services.batches.present import Present, present
from services.content import RevisionContent
from services.importing.documents.document import Document
from services.importing.documents.reading import check_documents, documents_of
from services.importing.documents.source import Source, source_at
from services.importing.problems import DocumentProblem, FileRefused, Problem
from services.importing.sectors import save_sectors
from services.search.vocabulary import recount

AT_ONCE = 200
Summary = Counter[str]


def import_catalogue(*, actor: Actor, path: Path, dry_run: bool = False) -> Summary:
    """How many procedures were added, changed, unchanged.

    `path` is a folder, a zip or one document. Idempotent. With `dry_run` everything is done and
    then undone. Raises OSError, FileRefused with every mistake; nothing is written then.
    """
    with source_at(path) as source:
        templates = check_documents(source)
        with transaction.atomic():
            if not dry_run:
                save_templates(actor=actor, source=source, templates=templates.values())
                templates = {}
            summary = _import(actor, source, missing=set(templates))
            if dry_run:
                transaction.set_rollback(True)
            elif summary["added"] or summary["changed"]:
                record(
                    actor=actor,
                    action="import_catalogue",
                    subject="catalogue:procedures",
                    added=summary["added"],
                    changed=summary["changed"],
                )
    return summary


def _import(actor: Actor, source: Source, missing: set[str]) -> Summary:
    summary: Summary = Counter()
    problems: list[Problem] = []
    remaining = documents_of(source)
    while chunk := list(islice(remaining, AT_ONCE)):
        here = present(document.code for _line, document in chunk)
        for line, document in chunk:
            known = here.get(document.code)
            change = _change(document, known)
            summary[change] += 1
            if change == "unchanged" or _needs(document, missing):
                continue
            try:
                _publish(actor, document, known)
            except StalePage as refusal:
                file = f"{document.code}.json"
                problems.append(DocumentProblem(line, "", str(refusal), file=file))
    if problems:
        raise FileRefused(problems)
    recount()
    return summary


def _needs(document: Document, missing: set[str]) -> bool:
    """In a dry run no files are written, so what names a new one cannot be tried out."""
    contents = (document.content, document.scheduled)
    return any(
        paper.template in missing for content in contents if content for paper in content.papers
    )


def _change(document: Document, known: Present | None) -> str:
    if known is None or (known.content is None and not known.scheduled):
        return "added"
    same = known.content == document.content and known.scheduled == _scheduled(document)
    return "unchanged" if same else "changed"


def _scheduled(document: Document) -> tuple[date, RevisionContent] | None:
    if document.applies_from is None or document.scheduled is None:
        return None
    return document.applies_from, document.scheduled


def _publish(actor: Actor, document: Document, known: Present | None) -> None:
    contents = [each for each in (document.content, document.scheduled) if each is not None]
    save_sectors(content.sector for content in contents)
    procedure = locked_entry(document.code, contents[0], document.popularity)
    if document.content is not None and (known is None or known.content != document.content):
        publish_content(actor=actor, procedure=procedure, content=document.content)
    if document.scheduled is None:
        return
    if document.applies_from is None or document.applies_from <= clock.today():
        raise StalePage(_("Ngày áp dụng ghi trong tệp đã qua; hãy xuất lại tệp."))
    publish_content(
        actor=actor,
        procedure=procedure,
        content=document.scheduled,
        applies_from=document.applies_from,
    )
