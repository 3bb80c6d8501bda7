"""A new agency."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.policy import must_be_admin
from portal.administration.facts import (
    Contact,
    checked_codes,
    checked_level,
    checked_name,
    checked_parent,
    refuse_second_centre,
)
from portal.agencies.models import Agency
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput
from portal.shared.folding import fold


def create_agency(
    *,
    actor: Actor,
    code: str,
    code_2020: str,
    name: str,
    level: str,
    parent_id: int | None,
    is_one_stop: bool,
    contact: Contact | None = None,
    opened_on: date | None = None,
) -> Agency:
    """Make it; with `opened_on` in the future nobody can choose it before that day.

    Raises NotAllowed (no provincial admin), InvalidInput.
    """
    must_be_admin(actor)
    contact = _checked_all(code, code_2020, name, level, parent_id, is_one_stop, contact)
    code, code_2020 = checked_codes(code, code_2020)
    name = checked_name(name)
    try:
        with transaction.atomic():
            agency = Agency.objects.create(
                code=code,
                code_2020=code_2020,
                name=name,
                level=level,
                parent=checked_parent(level, parent_id),
                is_one_stop=is_one_stop,
                address=contact.address,
                phone=contact.phone,
                email=contact.email,
                opened_on=opened_on,
                search=fold(name),
            )
            record(
                actor=actor, action="create_agency", subject=f"agency:{code}", agency=name,
                level=level, opened_on=opened_on.isoformat() if opened_on else "",
            )  # fmt: skip
    except IntegrityError as error:  # two at once with the same code
        raise InvalidInput({"code": _("Mã này vừa được cấp. Hãy nhập mã khác.")}) from error
    return agency


def _checked_all(
    code: str,
    code_2020: str,
    name: str,
    level: str,
    parent_id: int | None,
    is_one_stop: bool,
    contact: Contact | None,
) -> Contact:
    """Every field is looked at before the first refusal: all of them are told at once."""
    errors: dict[str, str] = {}
    tidy = Contact()
    try:
        tidy = (contact or Contact()).checked()
    except InvalidInput as refusal:
        errors |= refusal.errors
    for check in (
        lambda: checked_codes(code, code_2020),
        lambda: checked_name(name),
        lambda: checked_parent(checked_level(level), parent_id),
        lambda: refuse_second_centre(level=level, is_one_stop=is_one_stop),
    ):
        try:
            check()
        except InvalidInput as refusal:
            errors |= refusal.errors
    if errors:
        raise InvalidInput(errors)
    return tidy
