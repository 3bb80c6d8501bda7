"""Why a number cannot be used."""


class IdentityError(ValueError):
    """`str(error)` is a Vietnamese sentence that says how to mend it."""
