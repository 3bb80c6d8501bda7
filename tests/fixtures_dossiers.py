"""Dossiers for tests, made by the same actions that people drive."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile

from dossiers.actions.attach import attach
from dossiers.actions.decide import decide, halt
from dossiers.actions.file import file
from dossiers.actions.hand_over import hand_over
from dossiers.actions.propose import propose
from dossiers.actions.receive import receive
from dossiers.actions.refuse import refuse
from dossiers.actions.request_supplement import request_supplement
from dossiers.actions.save_answers import save_answers
from dossiers.actions.start_draft import start_draft
from dossiers.actions.start_processing import start_processing
from dossiers.actions.withdrawal import request_withdrawal
from dossiers.models import Dossier
from payments.actions.reserve_attempt import reserve_attempt
from payments.actions.settle_attempt import settle_attempt
from payments.providers.base import Report, Standing
from payments.queries import obligation_of
from portal.accounts.actor import SYSTEM
from portal.agencies.models import Agency
from services.actions.publish_revision import publish_revision
from services.binding import forget
from services.content import FeeContent, LegalText, PaperContent, RevisionContent, StepContent
from services.models import Procedure, Reduction, Revision, Sector
from tests.files import small_pdf
from tests.world import Person

EFORM = {
    "sections": [
        {
            "key": "applicant",
            "title": "Người yêu cầu",
            "fields": [
                {
                    "key": "full_name",
                    "type": "text",
                    "label": "Họ và tên",
                    "required": True,
                    "prefill": "profile.full_name",
                },
                {
                    "key": "phone",
                    "type": "phone",
                    "label": "Số điện thoại",
                    "prefill": "profile.phone",
                },
            ],
        },
        {
            "key": "request",
            "title": "Nội dung yêu cầu",
            "fields": [
                {"key": "purpose", "type": "text", "label": "Mục đích", "required": True},
                {"key": "copies", "type": "whole_number", "label": "Số bản", "min": 1},
            ],
        },
    ]
}
ANSWERS = {"purpose": "Xin việc làm", "copies": "1"}


@pytest.fixture(autouse=True)
def fresh_bindings() -> None:
    """What a process remembers of the catalogue belongs to another test."""
    forget()
    caches["memory"].clear()


@pytest.fixture
def make_revision(justice: Agency, one_stop: Agency) -> Callable[..., Revision]:
    """Publish a procedure of Sở Tư pháp (or, with `agency_level`, of every such agency); the
    same content again is the same revision."""

    def make(
        code: str = "2.000488",
        *,
        level: int = 4,
        fee_vnd: int = 200_000,
        agency_level: str = "province",
        papers: tuple[PaperContent, ...] = (PaperContent("cccd", "Bản chụp thẻ căn cước", True),),
        **changes: Any,
    ) -> Revision:
        sector, _ = Sector.objects.get_or_create(
            code="G15-TP01", defaults={"name": "Lý lịch tư pháp", "slug": "ly-lich-tu-phap"}
        )
        procedure, _ = Procedure.objects.get_or_create(
            code=code, defaults={"name": "Cấp Phiếu lý lịch tư pháp", "sector": sector}
        )
        fees = (
            (FeeContent("phi", "phi", "Phí", {"kind": "fixed", "amount_vnd": fee_vnd}, "TT 244"),)
            if fee_vnd
            else ()
        )
        values: dict[str, Any] = {
            "name": procedure.name, "sector": sector.name, "local_code": "", "level": level,
            "agency_level": agency_level, "agency_text": "Sở Tư pháp",
            "handling_agency_code": justice.code if agency_level == "province" else "",
            "time_value": 10, "time_unit": "day", "time_note": "", "fee_stated": True,
            "fee_note": "", "eform": EFORM,
            "legal_basis": (LegalText("Luật Lý lịch tư pháp 2009"),),
            "results": ("Phiếu lý lịch tư pháp",),
            "return_channels": ("online", "counter", "post"), "source": {}, "papers": papers,
            "fees": fees, "steps": (StepContent("clerk", "Tiếp nhận"),),
        }  # fmt: skip
        content = RevisionContent(**{**values, **changes})
        present = procedure.current_revision
        if present and present.fingerprint == content.fingerprint and present.state == "published":
            return present
        return publish_revision(
            actor=SYSTEM,
            procedure=procedure,
            content=content,
            handling=justice if agency_level == "province" else None,
        )

    return make


@pytest.fixture
def half_price(db: None) -> Reduction:
    """The province's 50 % for filing online."""
    reduction = Reduction.objects.create(
        key="online-50", name="Giảm 50% khi nộp trực tuyến", percent=50,
        legal_basis="Nghị quyết 47/NQ-HĐND ngày 08/12/2021", valid_from="2022-01-01",
        channel="online", levels=[3, 4],
    )  # fmt: skip
    forget()
    return reduction


@pytest.fixture
def complete_draft(
    make_revision: Callable[..., Revision], half_price: Reduction, justice: Agency, tra: Person
) -> Callable[..., Dossier]:
    """A draft with every answer and paper, ready to be filed."""

    def make(owner: Person = tra, *, agency: Agency = justice, **revision: Any) -> Dossier:
        draft = start_draft(
            actor=owner.actor, revision=make_revision(**revision), handling_agency=agency
        )
        save_answers(actor=owner.actor, key=draft.key, typed=ANSWERS)
        attach(
            actor=owner.actor,
            key=draft.key,
            requirement_key="cccd",
            upload=SimpleUploadedFile("cccd.pdf", small_pdf(), "application/pdf"),
        )
        return Dossier.objects.get(pk=draft.pk)

    return make


def settle(dossier: Dossier) -> None:
    """The provider's word that the fee of the dossier has been paid."""
    obligation = obligation_of(dossier.subject)
    assert obligation is not None
    attempt = reserve_attempt(obligation=obligation, provider="stripe", next_url="/me/")
    report = Report(
        standing=Standing.PAID, attempt_key=str(attempt.key), reference=f"cs_{attempt.key}",
        payment_reference=f"pi_{attempt.key}", amount=attempt.amount_vnd,
        currency="vnd", declined=False,
    )  # fmt: skip
    settle_attempt(attempt=attempt, report=report)


@pytest.fixture
def make_dossier(
    complete_draft: Callable[..., Dossier],
    tra: Person,
    clerk: Person,
    officer: Person,
    leader: Person,
) -> Callable[..., Dossier]:
    """A dossier driven to `state` along the usual way (of a paid one when there is a fee)."""

    def make(state: str = "submitted", **draft: Any) -> Dossier:
        dossier = file(actor=tra.actor, key=complete_draft(**draft).key)
        code = str(dossier.code)
        if state != "payment_required" and dossier.state == "payment_required":
            settle(dossier)
        for step in _WAY[state]:
            step(code, tra, clerk, officer, leader)
        return Dossier.objects.get(pk=dossier.pk)

    return make


def _receive(code: str, tra: Person, clerk: Person, officer: Person, leader: Person) -> None:
    receive(actor=clerk.actor, code=code)


def _start(code: str, tra: Person, clerk: Person, officer: Person, leader: Person) -> None:
    start_processing(actor=officer.actor, code=code)


def _propose(code: str, tra: Person, clerk: Person, officer: Person, leader: Person) -> None:
    propose(actor=officer.actor, code=code, outcome="approved", text="Không có án tích.")


def _decide(code: str, tra: Person, clerk: Person, officer: Person, leader: Person) -> None:
    decide(actor=leader.actor, code=code)


def _hand_over(code: str, tra: Person, clerk: Person, officer: Person, leader: Person) -> None:
    hand_over(actor=clerk.actor, code=code)


def _refuse(code: str, tra: Person, clerk: Person, officer: Person, leader: Person) -> None:
    refuse(actor=clerk.actor, code=code, reason="Không thuộc thẩm quyền.")


def _supplement(code: str, tra: Person, clerk: Person, officer: Person, leader: Person) -> None:
    request_supplement(
        actor=clerk.actor, code=code, what="Ảnh chụp rõ hơn", why="Ảnh bị mờ",
        requirement_keys=["cccd"],
    )  # fmt: skip


def _withdraw(code: str, tra: Person, clerk: Person, officer: Person, leader: Person) -> None:
    request_withdrawal(actor=tra.actor, code=code, reason="Tôi không cần nữa.")


def _halt(code: str, tra: Person, clerk: Person, officer: Person, leader: Person) -> None:
    halt(actor=officer.actor, code=code, reason="Hồ sơ trùng.")


_WAY: dict[str, list[Callable[..., None]]] = {
    "payment_required": [],
    "submitted": [],
    "refused": [_refuse],
    "received": [_receive],
    "processing": [_receive, _start],
    "proposed": [_receive, _start, _propose],
    "halted": [_receive, _start, _halt],
    "completed": [_receive, _start, _propose, _decide],
    "returned": [_receive, _start, _propose, _decide, _hand_over],
    "supplement_required": [_supplement],
    "withdrawal_requested": [_withdraw],
}
