"""The editor of drafts: one draft that is open, and a procedure that has none."""

from typing import Any

from services.actions.create_procedure import create_procedure
from services.content import FeeContent, PaperContent, ReductionContent, StepContent
from services.models import Procedure, Sector, TemplateFile
from tests.architecture.url_roles.rows import Row, everyone, for_offices
from tests.services.drafts import CONTENT, edited
from tests.world import Person

CODE = "1.000009"


def make_editor(admin: Person, published: str) -> dict[str, Any]:
    """What the parts of the paths stand for; `published` is the code of a procedure in force."""
    sector = Sector.objects.get(name=CONTENT.sector)
    draft = create_procedure(actor=admin.actor, code=CODE, name=CONTENT.name, sector=sector)
    parts = {
        "papers": tuple(PaperContent(key, key) for key in ("giay-a", "giay-b")),
        "steps": (StepContent("clerk", "Tiếp nhận"), StepContent("leader", "Ký")),
        "fees": tuple(
            FeeContent(key, "phi", key, {"kind": "fixed", "amount_vnd": 1}) for key in ("a", "b")
        ),
        "reductions": tuple(
            ReductionContent(key, key, "NQ", "2022-01-01", percent=50) for key in ("a", "b")
        ),
    }
    draft = edited(admin.actor, draft, **vars(CONTENT) | parts)
    file = TemplateFile.objects.create(
        name="mau.pdf", media_type="application/pdf", size=1, sha256="0" * 64, file="none.pdf"
    )
    return {
        "edited_code": CODE, "edited_version": draft.version, "edited_paper": "giay-a",
        "edited_fee": "a", "edited_step": 1, "template": file.key,
        "undrafted": Procedure.objects.get(code=published).code,
    }  # fmt: skip


_DRAFT = {"code": "edited_code"}
_FEE = _DRAFT | {"key": "edited_fee"}
_VERSION = {"version": "edited_version"}
_MOVE = _VERSION | {"move": "down:0"}
_NAMED = _VERSION | {"name": "Tên mới"}
_FIXED = _NAMED | {
    "kind": "phi", "how": "fixed", "amount_vnd": "8.000", "set_by": "centre", "legal_basis": "TT",
    "tiers-TOTAL_FORMS": "0", "tiers-INITIAL_FORMS": "0",
}  # fmt: skip
_HALF = _NAMED | {
    "measure": "percent", "percent": "50", "channel": "any", "valid_from": "1/1/2022",
    "legal_basis": "NQ", "how": "all", "rows-TOTAL_FORMS": "0", "rows-INITIAL_FORMS": "0",
}  # fmt: skip


def _page(name: str, where: dict[str, str], data: dict[str, str], saved: int = 302) -> Row:
    return Row(f"services:{name}", for_offices(200), for_offices(saved), where, data)


EDITOR = [
    _page(
        "manage_procedure_new", {},
        {"code": "1.000010", "name": "Thủ tục mới", "new_sector": "Lĩnh vực mới"},
    ),
    _page(
        "manage_procedure_copy", {"code": "undrafted"},
        {"code": "1.000010", "name": "Thủ tục mới", "new_sector": "Lĩnh vực mới"},
    ),
    _page("manage_draft_open", {"code": "undrafted"}, {}),
    Row("services:manage_draft", for_offices(200), where=_DRAFT),
    _page("manage_draft_facts", _DRAFT, _VERSION, saved=422),
    _page("manage_draft_papers", _DRAFT, _MOVE),
    _page("manage_draft_paper_new", _DRAFT, _NAMED),
    _page("manage_draft_paper", _DRAFT | {"key": "edited_paper"}, _NAMED),
    _page("manage_draft_steps", _DRAFT, _MOVE),
    _page("manage_draft_step_new", _DRAFT, _NAMED | {"role": "clerk"}),
    _page("manage_draft_step", _DRAFT | {"key": "edited_step"}, _NAMED | {"role": "clerk"}),
    _page("manage_draft_fees", _DRAFT, _MOVE),
    _page("manage_draft_fee_new", _DRAFT, _FIXED),
    _page("manage_draft_fee_note", _DRAFT, _VERSION | {"fee_stated": "yes"}),
    Row("services:manage_draft_quote", for_offices(200), where=_DRAFT),
    _page("manage_draft_fee", _FEE, _FIXED),
    _page("manage_draft_reductions", _DRAFT, _MOVE),
    _page("manage_draft_reduction_new", _DRAFT, _HALF),
    _page("manage_draft_reduction", _FEE, _HALF),
    _page("manage_draft_notices", _DRAFT, _VERSION | {"file": "Mang bản chính khi nhận."}),
    # The row is there, the file is not: the gate is what is asked about here.
    Row(
        "services:manage_template_file", for_offices(404), where={"key": "template"},
        is_page=False,
    ),
    Row(
        "services:template_file", everyone(404), where={"code": "procedure", "key": "template"},
        is_page=False,
    ),
]  # fmt: skip
