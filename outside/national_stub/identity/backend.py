"""Sign-in with the identity number or the e-mail address."""

from django.db.models import Q
from django.http import HttpRequest

from outside.national_stub.identity.models import Person


class PersonBackend:
    """Finds the person; an unknown one takes as long as a wrong password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        identifier: str = "",
        password: str = "",
    ) -> Person | None:
        """The person whose identifier and password these are, or None."""
        person = Person.objects.filter(_matches(identifier), is_active=True).first()
        if person is None:
            Person().set_password(password)
            return None
        return person if person.check_password(password) else None

    def get_user(self, user_id: int) -> Person | None:
        """The person of a session."""
        return Person.objects.filter(pk=user_id, is_active=True).first()


def _matches(identifier: str) -> Q:
    if "@" in identifier:
        return Q(email__iexact=identifier.strip())
    return Q(identity_number="".join(identifier.split()))
