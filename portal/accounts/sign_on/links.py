"""The two rows of a link, written and removed together: ours with the facts, allauth's with the
account. Only called inside the transaction of an action that holds the citizen's row."""

from allauth.socialaccount.models import SocialAccount

from portal.accounts.models import Citizen, NationalIdentity
from portal.accounts.sign_on import problems
from portal.accounts.sign_on.chosen import PROVIDER_ID
from portal.accounts.sign_on.facts import Facts
from portal.accounts.sign_on.problems import SignOnRefused
from portal.shared import clock


def must_be_assured(facts: Facts) -> None:
    """Raises SignOnRefused for an account whose owner has not shown his papers."""
    if not facts.is_assured:
        raise SignOnRefused(problems.too_low())


def write_link(*, citizen: Citizen, facts: Facts, proof: NationalIdentity.Proof) -> None:
    """Both rows. Raises IntegrityError when the citizen or the subject is linked already."""
    assert citizen.identity_number == facts.identity_number, "asked before the numbers were"
    assert citizen.user is not None, "a link needs an account"
    now = clock.now()
    NationalIdentity.objects.create(
        citizen=citizen,
        issuer=facts.issuer,
        subject=facts.subject,
        identity_number=facts.identity_number,
        full_name=facts.full_name,
        birth_date=facts.birth_date,
        assurance=facts.assurance,
        proof=proof,
        linked_at=now,
        said_at=now,
    )
    SocialAccount.objects.create(user=citizen.user, provider=PROVIDER_ID, uid=facts.subject)


def remove_link(citizen: Citizen) -> None:
    """Both rows."""
    NationalIdentity.objects.filter(citizen=citizen).delete()
    SocialAccount.objects.filter(user=citizen.user, provider=PROVIDER_ID).delete()
