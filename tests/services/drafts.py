"""A small complete procedure as admins make it, and the people who do."""

from dataclasses import replace
from typing import Any

from portal.accounts.actor import Actor
from services.actions.approve_draft import approve_draft
from services.actions.create_procedure import create_procedure
from services.actions.edit_draft import edit_draft
from services.actions.submit_draft import submit_draft
from services.content import (
    FeeContent,
    LegalText,
    PaperContent,
    ReductionContent,
    RevisionContent,
    StepContent,
)
from services.models import Procedure, RevisionDraft, Sector

CODE = "2.000488"
EFORM = {
    "sections": [
        {
            "key": "applicant",
            "title": "Người nộp",
            "fields": [
                {"key": "full_name", "type": "text", "label": "Họ và tên", "required": True}
            ],
        }
    ]
}
CONTENT = RevisionContent(
    name="Cấp Phiếu lý lịch tư pháp",
    sector="Lý lịch tư pháp",
    level=4,
    agency_level="province",
    agency_text="Sở Tư pháp",
    handling_agency_code="000.00.15.H47",
    audiences=("citizen",),
    time_value=10,
    time_unit="working_day",
    eform=EFORM,
    legal_basis=(LegalText("Luật Lý lịch tư pháp số 28/2009/QH12"),),
    results=("Phiếu lý lịch tư pháp",),
    return_channels=("counter", "online"),
    papers=(PaperContent("cccd", "Bản sao căn cước công dân", copies=1),),
    fees=(FeeContent("fee", "phi", "Phí cung cấp thông tin",
        {"kind": "fixed", "amount_vnd": 200000}, legal_basis="TT 244/2016/TT-BTC"),),
    reductions=(ReductionContent("half", "Giảm một nửa", "NQ 12/2021/NQ-HĐND", "2022-01-01",
        percent=50),),
    steps=(StepContent("clerk", "Tiếp nhận"), StepContent("officer", "Thẩm định")),
)  # fmt: skip


def drafted(actor: Actor, *, code: str = CODE, **changes: Any) -> RevisionDraft:
    """A new procedure with a complete draft, `changes` made to CONTENT."""
    sector, _made = Sector.objects.get_or_create(
        name=CONTENT.sector, defaults={"code": "LV901", "slug": "ly-lich-tu-phap"}
    )
    draft = create_procedure(actor=actor, code=code, name=CONTENT.name, sector=sector)
    return edited(actor, draft, **{**vars(CONTENT), **changes})


def edited(actor: Actor, draft: RevisionDraft, **changes: Any) -> RevisionDraft:
    """The draft with these changes made by this person."""
    return edit_draft(
        actor=actor, draft_id=draft.pk, version=draft.version, part="facts",
        change=lambda content: replace(content, **changes), words="Sửa",
    )  # fmt: skip


def submitted(actor: Actor, draft: RevisionDraft, **asked: Any) -> RevisionDraft:
    """The draft, handed in."""
    return submit_draft(actor=actor, draft_id=draft.pk, version=draft.version, **asked)


def approved(actor: Actor, draft: RevisionDraft, **asked: Any) -> RevisionDraft:
    """The draft, approved."""
    return approve_draft(actor=actor, draft_id=draft.pk, version=draft.version, **asked)


def published(author: Actor, approver: Actor, **changes: Any) -> Procedure:
    """A procedure in force, made the whole way."""
    draft = submitted(author, drafted(author, **changes))
    approved(approver, draft)
    return Procedure.objects.get(pk=draft.procedure_id)
