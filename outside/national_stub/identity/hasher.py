"""How passwords and secrets are kept."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class StandInHasher(PBKDF2PasswordHasher):
    """Fewer rounds than a real portal: the passwords of the stand-in are printed on its sign-in
    page, and it shares two cores with everything else."""

    iterations = 60_000
