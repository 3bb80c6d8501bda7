"""The lifecycle: drafts at every step, a procedure that can be withdrawn, one that will be."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from portal.accounts.roles import Role
from portal.shared import clock
from services.actions.open_draft import open_draft
from services.actions.publish_revision import publish_revision
from services.actions.withdraw_procedure import withdraw_procedure
from services.models import Procedure, RevisionDraft
from tests.architecture.url_roles.rows import Row, for_offices
from tests.services.drafts import CONTENT, approved, drafted, edited, published, submitted
from tests.world import Person, make_staff

STEPS = {"draft": "1.100001", "outdated": "1.100002", "approval": "1.100003", "later": "1.100004"}
IN_FORCE, ENDING = "1.100005", "1.100006"


def make_lifecycle(admin: Person) -> dict[str, Any]:
    """What the parts of the paths stand for; another admin has written all drafts."""
    author = make_staff(Role.PROVINCIAL_ADMIN, admin.agency, email="author@motcua.example")
    drafts = {
        "draft": drafted(author.actor, code=STEPS["draft"]),
        "outdated": _outdated(author, admin),
        "approval": submitted(author.actor, drafted(author.actor, code=STEPS["approval"])),
        "later": _later(author, admin),
    }
    published(author.actor, admin.actor, code=IN_FORCE)
    withdraw_procedure(
        actor=author.actor, procedure=published(author.actor, admin.actor, code=ENDING),
        reason="QĐ 1", effective_from=clock.today() + timedelta(days=9),
    )  # fmt: skip
    return {
        **{f"{step}_draft_code": code for step, code in STEPS.items()},
        **{f"{step}_draft_version": draft.version for step, draft in drafts.items()},
        "in_force_code": IN_FORCE, "ending_code": ENDING, "one": 1,
    }  # fmt: skip


def _outdated(author: Person, admin: Person) -> RevisionDraft:
    procedure: Procedure = published(author.actor, admin.actor, code=STEPS["outdated"])
    draft = edited(author.actor, open_draft(actor=author.actor, procedure=procedure), time_value=7)
    publish_revision(
        actor=admin.actor, procedure=procedure, content=replace(CONTENT, time_value=3),
        handling=procedure.current_revision.handling_agency,
    )  # fmt: skip
    return draft


def _later(author: Person, admin: Person) -> RevisionDraft:
    draft = submitted(author.actor, drafted(author.actor, code=STEPS["later"]))
    return approved(admin.actor, draft, applies_from=clock.today() + timedelta(days=9))


def _step(name: str, draft: str, **data: str) -> Row:
    where = {"code": f"{draft}_draft_code"}
    return Row(f"services:manage_{name}", for_offices(200), for_offices(302), where, data)


LIFECYCLE = [
    Row("services:manage_home", for_offices(200)),
    Row("services:manage_procedures", for_offices(200)),
    Row("services:manage_procedure", for_offices(200), where={"code": "outdated_draft_code"}),
    _step("draft_submit", "draft", version="draft_draft_version"),
    _step("draft_approve", "approval", version="approval_draft_version"),
    _step("draft_return", "approval", reason="Sửa tên."),
    _step("draft_call_back", "later", reason="Hoãn lại."),
    _step("draft_discard", "draft", reason="Mở nhầm."),
    _step("draft_rebase", "outdated", version="outdated_draft_version"),
    Row(
        "services:manage_withdraw", for_offices(200), for_offices(302), {"code": "in_force_code"},
        {"number": "one", "reason": "QĐ 2"},
    ),
    Row(
        "services:manage_withdrawal_cancel", for_offices(200), for_offices(302),
        {"code": "ending_code"},
    ),
]  # fmt: skip
