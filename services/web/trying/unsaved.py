"""A content as the rows it would become; they are never saved."""

from portal.agencies.models import Agency
from portal.shared import clock
from services import revision_rows
from services.binding import Binding, reductions
from services.building.showing import showable
from services.content import RevisionContent
from services.eforms.definition import EForm
from services.fees.rules import RuleError
from services.models import FeeItem, Procedure, Reduction, Requirement, Revision, Step
from services.plain_case import plain_quote


def binding_of(content: RevisionContent, procedure_code: str) -> Binding:
    """What would bind a dossier. A form with mistakes counts as empty: who shows it says so."""
    return Binding(
        revision_id=0,
        procedure_code=procedure_code,
        procedure_name=content.name,
        level=content.level,
        time_value=content.time_value,
        time_unit=content.time_unit,
        eform=showable(content.eform) or EForm(),
        requirements=tuple(
            Requirement(order=order, **vars(paper) | {"template": None})
            for order, paper in enumerate(content.papers, start=1)
        ),
        fee_items=tuple(
            FeeItem(order=order, **vars(fee)) for order, fee in enumerate(content.fees, start=1)
        ),
        return_channels=content.return_channels,
        own_reductions=tuple(_own_reductions(content)),
    )


def revision_of(content: RevisionContent, procedure: Procedure) -> Revision:
    """The facts as the public page reads them. At most two queries, for the agencies."""
    return Revision(
        procedure=procedure,
        number=0,
        name=content.name,
        local_code=content.local_code,
        sector_name=content.sector,
        level=content.level,
        agency_level=content.agency_level,
        agency_text=content.agency_text,
        handling_agency=_agency(content.handling_agency_code),
        receiving_agency=_agency(content.receiving_agency_code),
        audiences=list(content.audiences),
        time_value=content.time_value,
        legal_time_value=content.legal_time_value,
        time_unit=content.time_unit,
        clock_rule=content.clock_rule,
        time_note=content.time_note,
        base_fee_vnd=_base_fee_vnd(content, procedure.code),
        fee_note=content.fee_note,
        legal_basis=[{"text": law.text, "ends_on": law.ends_on} for law in content.legal_basis],
        results=list(content.results),
        result_template=content.result_template,
        return_channels=list(content.return_channels),
    )


def steps_of(content: RevisionContent) -> list[Step]:
    """The handling steps."""
    return [
        Step(order=order, role=step.role, name=step.name, agency=step.agency, work=step.work)
        for order, step in enumerate(content.steps, start=1)
    ]


def _own_reductions(content: RevisionContent) -> list[Reduction]:
    return [
        revision_rows.reduction_row(each, order=order)
        for order, each in enumerate(content.reductions, start=1)
        if each.valid_from
    ]


def _agency(code: str) -> Agency | None:
    return Agency.objects.filter(code=code).first() if code else None


def _base_fee_vnd(content: RevisionContent, code: str) -> int | None:
    if not content.fee_stated:
        return None
    bound = binding_of(content, code)
    try:
        quoted = plain_quote(
            bound.fee_items,
            reductions(),
            online=False,
            level=content.level,
            on=clock.today(),
            procedure_code=code,
        )
    except RuleError:
        return None
    return quoted.total_vnd
