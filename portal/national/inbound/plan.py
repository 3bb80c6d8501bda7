"""What a filing by the national portal means: whose it is, and what under our catalogue."""

from dataclasses import dataclass

from dossiers.direct import plan as direct
from dossiers.direct.plan import attempt
from portal.national.inbound.filing import Filing
from portal.national.inbound.person import Person, read_person
from portal.shared.errors import InvalidInput


@dataclass(frozen=True)
class Plan:
    """Everything that is written, but for the files."""

    person: Person
    case: direct.Plan


def plan_of(filing: Filing) -> Plan:
    """Raises InvalidInput that names every field which has to be mended, as far as it can be seen.

    Fields with a `prefill` take what the request says about the person; nothing of the profile
    that we keep goes in: the citizen has not seen it there.
    """
    errors: dict[str, str] = {}
    person = attempt(errors, lambda: read_person(filing.applicant))
    facts = person.facts() if person else None
    case = attempt(errors, lambda: direct.plan_of(filing.case, facts))
    if errors or person is None or case is None:
        raise InvalidInput(errors)
    return Plan(person, case)
