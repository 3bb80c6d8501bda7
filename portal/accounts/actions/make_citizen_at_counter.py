"""A person at the counter whom the portal does not know: the citizen, without an account yet."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.conflicts import as_invalid_input
from portal.accounts.identity import check_birth_date, clean_name, clean_number
from portal.accounts.models import Citizen
from portal.accounts.roles import Role
from portal.agencies.models import AdministrativeUnit
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput, NotAllowed


class NumberKnown(InvalidInput):
    """Somebody has this number already: perhaps a colleague made it a moment ago."""

    def __init__(self) -> None:
        super().__init__({"identity_number": _("Số này vừa có tài khoản. Hãy tìm lại bằng số.")})


def make_citizen_at_counter(
    *,
    actor: Actor,
    identity_number: str,
    full_name: str,
    birth_date: date,
    sex: str,
    commune: AdministrativeUnit | None,
    address_line: str,
    phone: str | None = None,
) -> Citizen:
    """The citizen, who has no way to sign in until the account is claimed (`user` is empty).

    The rules are those of registration; neither e-mail nor phone is needed. Raises NumberKnown,
    InvalidInput, NotAllowed. Two clerks at the same moment make one citizen, as the database says.
    """
    if actor.role != Role.CLERK:
        raise NotAllowed(_("Chỉ cán bộ một cửa lập tài khoản cho công dân tại quầy."))
    check_birth_date(birth_date)
    number = clean_number(identity_number, sex=sex, birth_date=birth_date)
    try:
        with transaction.atomic():
            citizen = Citizen.objects.create(
                identity_number=number.text,
                full_name=clean_name(full_name),
                birth_date=birth_date,
                sex=sex,
                commune=commune,
                address_line=address_line,
                phone=phone or "",
            )
            record(actor=actor, action="make_citizen_at_counter", subject=f"citizen:{citizen.pk}")
    except IntegrityError as error:
        if as_invalid_input(error) is None:
            raise
        raise NumberKnown from error
    return citizen
