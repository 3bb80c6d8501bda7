"""What a national account means to us: who it is here, and what the person has to do next."""

from dataclasses import dataclass
from enum import StrEnum

from portal.accounts.models import Citizen, NationalIdentity, User
from portal.accounts.queries import citizen_of
from portal.accounts.sign_on import problems
from portal.accounts.sign_on.facts import Facts
from portal.accounts.sign_on.links import must_be_assured
from portal.accounts.sign_on.problems import SignOnRefused


class Step(StrEnum):
    """What comes next; the value is the URL name of the page where there is one."""

    SIGN_IN = ""  # linked: the person is in
    LINK = "accounts:profile"  # signed in here, to be linked now
    REGISTER = "national_register"  # the number is unknown
    PROVE = "national_link"  # the number has an account: its password first
    CLAIM = "national_claim"  # the number is known from the counter, without an account


@dataclass(frozen=True)
class Decision:
    """The step, and the citizen whom it is about (none when the number is unknown)."""

    step: Step
    citizen: Citizen | None = None


class NumberChanged(SignOnRefused):
    """The national portal says another number than the linked citizen's."""

    def __init__(self, identity: NationalIdentity) -> None:
        super().__init__(problems.changed_number())
        self.identity = identity


def decide(facts: Facts, user: User | None) -> Decision:
    """What to do with these facts in a session of `user` (None: nobody is signed in). Reads only.

    Raises SignOnRefused.
    """
    identity = (
        NationalIdentity.objects.filter(issuer=facts.issuer, subject=facts.subject)
        .select_related("citizen__user")
        .first()
    )
    if identity is not None:
        return _linked(identity, facts, user)
    must_be_assured(facts)
    return _to_be_linked(facts, user) if user else _anonymous(facts)


def _linked(identity: NationalIdentity, facts: Facts, user: User | None) -> Decision:
    if user is not None and identity.citizen.user_id != user.pk:
        raise SignOnRefused(problems.linked_elsewhere())
    if identity.citizen.identity_number != facts.identity_number:
        raise NumberChanged(identity)
    return Decision(Step.SIGN_IN, identity.citizen)


def _to_be_linked(facts: Facts, user: User) -> Decision:
    citizen = citizen_of(user)
    if citizen is None:
        raise SignOnRefused(problems.no_citizen())
    if citizen.identity_number != facts.identity_number:
        raise SignOnRefused(
            problems.another_number(ours=citizen.identity_number, theirs=facts.identity_number)
        )
    return _unless_linked(facts, Decision(Step.LINK, citizen))


def _anonymous(facts: Facts) -> Decision:
    citizen = (
        Citizen.objects.filter(identity_number=facts.identity_number).select_related("user").first()
    )
    if citizen is None:
        return Decision(Step.REGISTER)
    if citizen.user is not None:
        return _unless_linked(facts, Decision(Step.PROVE, citizen))
    if citizen.birth_date != facts.birth_date:
        raise SignOnRefused(problems.another_birth_date())
    return Decision(Step.CLAIM, citizen)


def _unless_linked(facts: Facts, decision: Decision) -> Decision:
    """The decision, if no other national account has this citizen already. The same one may have
    been linked a moment ago, in another tab."""
    linked = NationalIdentity.objects.filter(citizen=decision.citizen).first()
    if linked is None:
        return decision
    if (linked.issuer, linked.subject) == (facts.issuer, facts.subject):
        return Decision(Step.SIGN_IN, decision.citizen)
    raise SignOnRefused(problems.linked_to_another())
