"""Procedures as JSON documents, always written the same way: an equal procedure, equal bytes."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from portal.shared import clock
from services import revision_rows
from services.content import RevisionContent
from services.importing.documents.content_shape import FORMAT
from services.models import Procedure, Revision, TemplateFile

AT_ONCE = 200


@dataclass(frozen=True)
class Written:
    """One document: its file name, its bytes, and the empty forms that go with it."""

    name: str
    content: bytes
    templates: tuple[TemplateFile, ...] = ()


def documents(codes: Iterable[str]) -> Iterator[Written]:
    """What is in force of these procedures, and what waits for its day; about ten queries for 200
    of them. Procedures of which nothing applies or will apply are left out."""
    remaining = iter(codes)
    while chunk := list(islice(remaining, AT_ONCE)):
        yield from _documents(chunk)


def exportable_codes() -> Iterator[str]:
    """Of all procedures that are in force or will be, in order."""
    after = ""
    while True:
        found = Procedure.objects.filter(
            code__gt=after,
            revisions__state__in=(Revision.State.PUBLISHED, Revision.State.SCHEDULED),
        )
        codes = list(found.order_by("code").values_list("code", flat=True).distinct()[:AT_ONCE])
        yield from codes
        if len(codes) < AT_ONCE:
            return
        after = codes[-1]


def _documents(codes: list[str]) -> Iterator[Written]:
    revisions = list(
        Revision.objects.filter(
            procedure__code__in=codes,
            state__in=(Revision.State.PUBLISHED, Revision.State.SCHEDULED),
        ).select_related("procedure", "handling_agency", "receiving_agency")
    )
    contents = dict(
        zip((each.pk for each in revisions), revision_rows.read_all(revisions), strict=True)
    )
    files = _templates(contents.values())
    by_code: dict[str, dict[str, Revision]] = {}
    for revision in revisions:
        by_code.setdefault(revision.procedure.code, {})[revision.state] = revision
    for code in codes:
        if code in by_code:
            yield _written(code, by_code[code], contents, files)


def _written(
    code: str,
    revisions: dict[str, Revision],
    contents: dict[int, RevisionContent],
    files: dict[str, TemplateFile],
) -> Written:
    present = revisions.get(Revision.State.PUBLISHED)
    later = revisions.get(Revision.State.SCHEDULED)
    data: dict[str, Any] = {"format": FORMAT, "code": code}
    first = present or later
    if first is not None and first.procedure.popularity:
        data["popularity"] = first.procedure.popularity
    keys: set[str] = set()
    if present is not None:
        data["content"] = contents[present.pk].as_json()
        keys |= _keys(contents[present.pk])
    if later is not None and later.in_force is not None:
        begins = later.in_force.lower.astimezone(clock.PROVINCE_TIME).date()
        data["scheduled"] = {
            "applies_from": begins.isoformat(),
            "content": contents[later.pk].as_json(),
        }
        keys |= _keys(contents[later.pk])
    templates = tuple(files[key] for key in sorted(keys))
    if templates:
        data["templates"] = [_template(each) for each in templates]
    return Written(f"{code}.json", written(data), templates)


def written(data: Any) -> bytes:
    """Sorted keys, two spaces, one newline at the end."""
    text = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
    return f"{text}\n".encode()


def path_of_template(template: TemplateFile) -> str:
    """Where the file lies beside the document."""
    extension = str(template.file.name).rpartition(".")[2]
    return f"templates/{template.key}.{extension}"


def _template(template: TemplateFile) -> dict[str, str]:
    return {
        "key": str(template.key),
        "name": template.name,
        "media_type": template.media_type,
        "sha256": template.sha256,
        "file": path_of_template(template),
    }


def _keys(content: RevisionContent) -> set[str]:
    return {paper.template for paper in content.papers if paper.template}


def _templates(contents: Iterable[RevisionContent]) -> dict[str, TemplateFile]:
    keys = set().union(*(_keys(content) for content in contents))
    return {str(each.key): each for each in TemplateFile.objects.filter(key__in=keys)}
