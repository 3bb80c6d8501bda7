"""A citizen corrects where he lives."""

from django.db import transaction

from portal.accounts.actor import Actor
from portal.accounts.models import Citizen
from portal.agencies.models import AdministrativeUnit
from portal.shared.action_log.record import record


@transaction.atomic
def change_address(
    *, actor: Actor, commune: AdministrativeUnit | None, address_line: str
) -> Citizen:
    """Write the new address; `commune` is None for a place outside the province."""
    citizen = Citizen.objects.select_for_update().get(pk=actor.must_be_citizen())
    citizen.commune = commune
    citizen.address_line = address_line
    citizen.save(update_fields=["commune", "address_line"])
    record(actor=actor, action="change_address", subject=f"citizen:{citizen.pk}")
    return citizen
