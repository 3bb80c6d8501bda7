"""Adds a sector (lĩnh vực) to the catalogue."""

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput, NotAllowed
from portal.shared.folding import fold
from services.actions.edit_draft import MAY_EDIT
from services.eforms.text import one_line
from services.importing.checking import MAX_SECTOR
from services.models import Sector

_SLUG_LENGTH = 110
# Two admins may add sectors at the same moment: the next number is tried then.
_TRIES = 5


def create_sector(*, actor: Actor, name: str) -> Sector:
    """The sector of this name: the one that is there (however it is spelt), or a new one.

    Raises NotAllowed (no admin), InvalidInput (`new_sector` empty or too long).
    """
    if actor.role not in MAY_EDIT:
        raise NotAllowed(_("Chỉ quản trị tỉnh được thêm lĩnh vực."))
    name = one_line(name)
    if not name:
        raise InvalidInput({"new_sector": _("Nhập tên lĩnh vực mới.")})
    if len(name) > MAX_SECTOR:
        words = _("Tên lĩnh vực dài tối đa %(most)d ký tự.") % {"most": MAX_SECTOR}
        raise InvalidInput({"new_sector": words})
    for _try in range(_TRIES):
        found = _of_that_name(name)
        if found is not None:
            return found
        try:
            with transaction.atomic():
                return _create(actor, name)
        except IntegrityError:
            continue
    raise InvalidInput({"new_sector": _("Chưa thêm được lĩnh vực. Hãy thử lại.")})


def _of_that_name(name: str) -> Sector | None:
    folded = fold(name)
    return next((each for each in Sector.objects.all() if fold(each.name) == folded), None)


def _create(actor: Actor, name: str) -> Sector:
    codes = set(Sector.objects.values_list("code", flat=True))
    number = len(codes) + 1
    while f"LV{number:03d}" in codes:
        number += 1
    slug = slugify(fold(name))[:_SLUG_LENGTH] or "linh-vuc"
    if Sector.objects.filter(slug=slug).exists():
        slug = f"{slug}-{number}"
    sector = Sector.objects.create(code=f"LV{number:03d}", name=name, slug=slug)
    record(actor=actor, action="create_sector", subject=f"sector:{sector.code}", name=name)
    return sector
