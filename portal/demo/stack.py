"""What the demo's leader has decided and not signed yet, so that there is a stack to sign."""

from dossiers.actions.decide import decide
from dossiers.models import Dossier
from dossiers.signatures.queries import own_results
from portal.accounts.actor import Actor
from portal.accounts.demo_people import STAFF
from portal.accounts.models import StaffRole
from portal.accounts.roles import Role

HEIGHT = 3
# Left for whoever wants to try deciding.
LEFT = 2


def make_stack() -> int:
    """Decide some of what was proposed to the leader, without the PIN; how many. Once: nothing
    when results of his have ever waited for a signature."""
    leader = _leader()
    if leader is None or own_results(leader).exists():
        return 0
    proposed = Dossier.objects.filter(handling_agency=leader.agency, awaiting_decision=True)
    codes = list(proposed.order_by("due_at", "id").values_list("code", flat=True))
    chosen = codes[: min(HEIGHT, max(0, len(codes) - LEFT))]
    for code in chosen:
        decide(actor=leader, code=str(code))
    return len(chosen)


def _leader() -> Actor | None:
    email = next(staff.email for staff in STAFF if staff.key == "leader")
    role = (
        StaffRole.objects.select_related("user", "agency")
        .filter(user__email=email, role=Role.LEADER, is_active=True)
        .first()
    )
    return Actor.of_staff(role, role.user) if role else None
