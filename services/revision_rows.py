"""A revision's content to its rows and back; what is written reads as an equal content."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, prefetch_related_objects

from portal.agencies.models import Agency
from portal.shared import clock
from services.content import (
    FeeContent,
    LegalText,
    PaperContent,
    ReductionContent,
    RevisionContent,
    StepContent,
)
from services.models import (
    FeeItem,
    Procedure,
    Reduction,
    Requirement,
    Revision,
    Step,
    TemplateFile,
)
from services.plain_case import plain_quote


def write(
    procedure: Procedure, number: int, content: RevisionContent, *, handling: Agency | None
) -> Revision:
    """A revision in state draft with all its parts; nothing binds it yet.

    Raises Agency.DoesNotExist or TemplateFile.DoesNotExist for codes and keys that are unknown.
    """
    receiving = content.receiving_agency_code
    revision = Revision.objects.create(
        procedure=procedure,
        number=number,
        name=content.name,
        local_code=content.local_code,
        sector_name=content.sector,
        level=content.level,
        agency_level=content.agency_level,
        agency_text=content.agency_text,
        handling_agency=handling,
        receiving_agency=Agency.objects.get(code=receiving) if receiving else None,
        audiences=list(content.audiences),
        time_value=content.time_value,
        legal_time_value=content.legal_time_value,
        time_unit=content.time_unit,
        clock_rule=content.clock_rule,
        time_note=content.time_note,
        base_fee_vnd=_base_fee_vnd(content, procedure.code),
        fee_note=content.fee_note,
        eform=content.eform,
        legal_basis=[{"text": law.text, "ends_on": law.ends_on} for law in content.legal_basis],
        legal_ends_on=_legal_ends_on(content),
        results=list(content.results),
        result_template=content.result_template,
        return_channels=list(content.return_channels),
        notices=content.notices,
        source=content.source,
        fingerprint=content.fingerprint,
    )
    _write_parts(revision, content)
    return revision


def _legal_ends_on(content: RevisionContent) -> date | None:
    days = [date.fromisoformat(law.ends_on) for law in content.legal_basis if law.ends_on]
    return min(days, default=None)


def _base_fee_vnd(content: RevisionContent, code: str) -> int | None:
    if not content.fee_stated:
        return None
    items = [FeeItem(**vars(fee)) for fee in content.fees]
    quote = plain_quote(
        items, (), online=False, level=content.level, on=clock.today(), procedure_code=code
    )
    return quote.total_vnd


def _write_parts(revision: Revision, content: RevisionContent) -> None:
    templates = _templates(content)
    Requirement.objects.bulk_create(
        Requirement(
            revision=revision,
            order=order,
            **vars(paper) | {"template": templates[paper.template] if paper.template else None},
        )
        for order, paper in enumerate(content.papers, start=1)
    )
    FeeItem.objects.bulk_create(
        FeeItem(revision=revision, order=order, **vars(fee))
        for order, fee in enumerate(content.fees, start=1)
    )
    Reduction.objects.bulk_create(
        reduction_row(each, revision=revision, order=order)
        for order, each in enumerate(content.reductions, start=1)
    )
    Step.objects.bulk_create(
        Step(
            revision=revision,
            order=order,
            **vars(step)
            | {"budget_hours": Decimal(step.budget_hours) if step.budget_hours else None},
        )
        for order, step in enumerate(content.steps, start=1)
    )


def reduction_row(
    content: ReductionContent, *, revision: Revision | None = None, order: int = 1
) -> Reduction:
    """The rule as a row that is not saved: what the fees are counted with."""
    return Reduction(
        revision=revision,
        order=order,
        **vars(content)
        | {
            "valid_from": date.fromisoformat(content.valid_from),
            "valid_to": date.fromisoformat(content.valid_to) if content.valid_to else None,
            "applicant_classes": list(content.applicant_classes),
        },
    )


def _templates(content: RevisionContent) -> dict[str, TemplateFile]:
    keys = {paper.template for paper in content.papers if paper.template}
    found = {str(each.key): each for each in TemplateFile.objects.filter(key__in=keys)}
    for key in keys - set(found):
        raise TemplateFile.DoesNotExist(key)
    return found


def read(revision: Revision) -> RevisionContent:
    """The content of a revision, in about six queries."""
    [content] = read_all([revision])
    return content


def read_all(revisions: Sequence[Revision]) -> list[RevisionContent]:
    """The contents of many revisions, in about six queries for all of them."""
    prefetch_related_objects(
        revisions,
        "handling_agency",
        "receiving_agency",
        Prefetch("requirements", Requirement.objects.select_related("template")),
        "fee_items",
        "reductions",
        "steps",
    )
    return [_content(revision) for revision in revisions]


def _content(revision: Revision) -> RevisionContent:
    handling, receiving = revision.handling_agency, revision.receiving_agency
    return RevisionContent(
        name=revision.name,
        sector=revision.sector_name,
        local_code=revision.local_code,
        level=revision.level,
        agency_level=revision.agency_level,
        agency_text=revision.agency_text,
        handling_agency_code=handling.code if handling else "",
        receiving_agency_code=receiving.code if receiving else "",
        audiences=tuple(revision.audiences),
        time_value=revision.time_value,
        legal_time_value=revision.legal_time_value,
        time_unit=revision.time_unit,
        clock_rule=revision.clock_rule,
        time_note=revision.time_note,
        fee_stated=revision.base_fee_vnd is not None,
        fee_note=revision.fee_note,
        eform=revision.eform,
        legal_basis=tuple(LegalText(**law) for law in revision.legal_basis),
        results=tuple(revision.results),
        result_template=revision.result_template,
        return_channels=tuple(revision.return_channels),
        notices=revision.notices,
        source=revision.source,
        papers=tuple(_paper(paper) for paper in revision.requirements.all()),
        fees=tuple(_fee(fee) for fee in revision.fee_items.all()),
        reductions=tuple(_reduction(each) for each in revision.reductions.all()),
        steps=tuple(_step(step) for step in revision.steps.all()),
    )


def _paper(paper: Requirement) -> PaperContent:
    return PaperContent(
        key=paper.key,
        name=paper.name,
        required=paper.required,
        originals=paper.originals,
        copies=paper.copies,
        certified=paper.certified,
        note=paper.note,
        template=str(paper.template.key) if paper.template else "",
        replaced_by=paper.replaced_by,
    )


def _fee(fee: FeeItem) -> FeeContent:
    return FeeContent(
        key=fee.key,
        kind=fee.kind,
        name=fee.name,
        rule=fee.rule,
        legal_basis=fee.legal_basis,
        set_by=fee.set_by,
    )


def _reduction(rule: Reduction) -> ReductionContent:
    return ReductionContent(
        key=rule.key,
        name=rule.name,
        legal_basis=rule.legal_basis,
        valid_from=rule.valid_from.isoformat(),
        valid_to=rule.valid_to.isoformat() if rule.valid_to else "",
        percent=rule.percent,
        amount_vnd=rule.amount_vnd,
        channel=rule.channel,
        fees_set_by=rule.fees_set_by,
        applicant_classes=tuple(rule.applicant_classes),
        condition=rule.condition,
    )


def _step(step: Step) -> StepContent:
    hours = "" if step.budget_hours is None else f"{step.budget_hours.normalize():f}"
    return StepContent(
        role=step.role,
        name=step.name,
        agency=step.agency,
        work=step.work,
        budget_hours=hours,
    )
