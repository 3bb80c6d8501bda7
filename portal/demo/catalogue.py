"""The demo's catalogue at work: a draft being written, one put up for comment, one to approve."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from portal.accounts.actor import Actor
from portal.accounts.models import Citizen, StaffRole
from portal.accounts.roles import Role
from portal.shared import clock
from services.actions.edit_draft import edit_draft
from services.actions.give_opinion import give_opinion
from services.actions.open_consultation import open_consultation
from services.actions.open_draft import open_draft
from services.actions.submit_draft import submit_draft
from services.content import LegalText, RevisionContent
from services.models import Opinion, Procedure, RevisionDraft

ADMIN = "admin@motcua.example"
# The catalogue came into force long ago, so that what nobody uses shows.
IN_FORCE_FOR = timedelta(days=800)
CONSULTED, TO_APPROVE, BEING_WRITTEN = "1.001612", "1.002809", "2.000815"
LAN, TRA = "049185012345", "049190004747"


def make_drafts() -> None:
    """Three drafts in three states, made by the demo's admin."""
    admin = _admin()
    draft = _changed(admin, CONSULTED, _shorter, "Rút ngắn thời hạn giải quyết")
    with clock.pinned(clock.now() - timedelta(days=6)):
        consultation = open_consultation(
            actor=admin,
            draft_id=draft.pk,
            version=draft.version,
            days=20,
            question="Rút thời hạn như vậy có đủ để bạn chuẩn bị giấy tờ không?",
        )
    for number, stance, comment in (
        (LAN, Opinion.Stance.AGREE, "Nhanh hơn thì tốt, tôi đỡ phải nghỉ bán hàng."),
        (TRA, Opinion.Stance.OBJECT, "Nên cho nộp bản chụp thay bản sao chứng thực."),
    ):
        give_opinion(
            actor=Actor.of_citizen(Citizen.objects.get(identity_number=number)),
            key=consultation.key,
            stance=stance,
            comment=comment,
        )
    draft = _changed(admin, TO_APPROVE, _shorter, "Rút ngắn thời hạn giải quyết")
    submit_draft(actor=admin, draft_id=draft.pk, version=draft.version)
    _changed(admin, BEING_WRITTEN, _new_law, "Thêm căn cứ pháp lý")


def _admin() -> Actor:
    role = StaffRole.objects.select_related("user", "agency").get(
        user__email=ADMIN, role=Role.PROVINCIAL_ADMIN
    )
    return Actor.of_staff(role, role.user)


def _changed(
    admin: Actor, code: str, change: Callable[[RevisionContent], RevisionContent], words: str
) -> RevisionDraft:
    draft = open_draft(actor=admin, procedure=Procedure.objects.get(code=code))
    return edit_draft(
        actor=admin,
        draft_id=draft.pk,
        version=draft.version,
        part="facts",
        change=change,
        words=words,
    )


def _shorter(content: RevisionContent) -> RevisionContent:
    """One day less than the law allows."""
    legal = content.legal_time_value or content.time_value
    if not legal or legal < 2:
        return replace(content, time_note="Giải quyết trong ngày khi đủ giấy tờ.")
    return replace(content, legal_time_value=legal, time_value=legal - 1)


def _new_law(content: RevisionContent) -> RevisionContent:
    ends_on = (clock.today() + timedelta(days=60)).isoformat()
    law = LegalText("Kế hoạch cải cách thủ tục hành chính của UBND tỉnh", ends_on)
    return replace(content, legal_basis=(*content.legal_basis, law))
