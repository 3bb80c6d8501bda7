"""Begins a procedure: an entry that nobody sees yet, and its first draft."""

from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput, NotAllowed
from services import revision_rows
from services.actions.edit_draft import MAY_EDIT
from services.actions.open_draft import last_revision, new_draft
from services.content import RevisionContent
from services.importing.checking import CODE, MAX_NAME
from services.models import Procedure, Revision, RevisionDraft, Sector

NATIONAL_CODE = CODE


def create_procedure(
    *, actor: Actor, code: str, name: str, sector: Sector, copy_of: Procedure | None = None
) -> RevisionDraft:
    """The first draft of a new procedure: empty, or with the content of another one.

    Raises NotAllowed (no admin), InvalidInput (`code` malformed or taken, `name` empty or longer
    than 600 characters).
    """
    if actor.role not in MAY_EDIT:
        raise NotAllowed(_("Chỉ quản trị tỉnh được tạo thủ tục."))
    code, name = code.strip(), " ".join(name.split())
    errors = _mistakes(code, name)
    if errors:
        raise InvalidInput(errors)
    try:
        with transaction.atomic():
            return _create(actor, code, name, sector, copy_of)
    except IntegrityError as error:
        raise InvalidInput({"code": _taken(code)}) from error


def _create(
    actor: Actor, code: str, name: str, sector: Sector, copy_of: Procedure | None
) -> RevisionDraft:
    procedure = Procedure.objects.create(code=code, name=name, sector=sector)
    base = last_revision(copy_of) if copy_of else None
    content = (
        replace(revision_rows.read(base), name=name, sector=sector.name, local_code="", source={})
        if base
        else RevisionContent(name, sector.name, return_channels=(Revision.ReturnChannel.COUNTER,))
    )
    words = (
        _("Sao chép từ thủ tục %(code)s") % {"code": copy_of.code}
        if copy_of
        else _("Tạo thủ tục mới")
    )
    record(
        actor=actor,
        action="create_procedure",
        subject=f"procedure:{code}",
        copy_of=copy_of.code if copy_of else "",
    )
    return new_draft(actor=actor, procedure=procedure, content=content, base=None, words=words)


def _mistakes(code: str, name: str) -> dict[str, str]:
    errors = {}
    if not NATIONAL_CODE.fullmatch(code) or ".000.00.00." in code:
        errors["code"] = _("Nhập mã thủ tục quốc gia dạng 2.000488 (một chữ số, dấu chấm, sáu số).")
    elif Procedure.objects.filter(code=code).exists():
        errors["code"] = _taken(code)
    if not name:
        errors["name"] = _("Nhập tên thủ tục.")
    elif len(name) > MAX_NAME:
        errors["name"] = _("Tên thủ tục dài tối đa %(limit)d ký tự.") % {"limit": MAX_NAME}
    return errors


def _taken(code: str) -> str:
    return _("Mã %(code)s đã có trong danh mục. Hãy tìm thủ tục đó và mở bản soạn thảo.") % {
        "code": code
    }
