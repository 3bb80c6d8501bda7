"""An account here and a national account become one person's, after proof."""

from django.db import transaction

from portal.accounts.actor import Actor
from portal.accounts.models import Citizen, NationalIdentity
from portal.accounts.sign_on import problems
from portal.accounts.sign_on.facts import Facts
from portal.accounts.sign_on.links import must_be_assured, write_link
from portal.accounts.sign_on.problems import SignOnRefused
from portal.shared.action_log.record import record


@transaction.atomic
def link_national(*, actor: Actor, facts: Facts, proof: NationalIdentity.Proof) -> Citizen:
    """Write the link of the citizen who acts; name and birth date here stay as they are.

    `proof` is how the person showed that the account is his own (password, or signed in). Raises
    SignOnRefused when the numbers differ, or either side is linked with somebody else.
    """
    must_be_assured(facts)
    citizen = (
        Citizen.objects.select_for_update(of=("self",))
        .select_related("user")
        .get(pk=actor.must_be_citizen())
    )
    if citizen.identity_number != facts.identity_number:
        raise SignOnRefused(
            problems.another_number(ours=citizen.identity_number, theirs=facts.identity_number)
        )
    if NationalIdentity.objects.filter(issuer=facts.issuer, subject=facts.subject).exists():
        raise SignOnRefused(problems.linked_elsewhere())
    if NationalIdentity.objects.filter(citizen=citizen).exists():
        raise SignOnRefused(problems.linked_to_another())
    write_link(citizen=citizen, facts=facts, proof=proof)
    record(actor=actor, action="link_national", subject=f"citizen:{citizen.pk}", proof=str(proof))
    return citizen
