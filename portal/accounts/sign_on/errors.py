"""Why a sign-on came to nothing."""

from requests import RequestException


class PortalSilent(RequestException):
    """The national portal did not answer as it should: no connection, too slow, a certificate that
    does not verify, an error, HTML, a redirect. The text is for the log."""


class Untrusted(Exception):
    """An answer came, but it does not prove what it says: issuer, audience, signature, time or
    nonce are not as they must be. The text is for the log and holds nothing personal."""


class Malformed(Exception):
    """What the national portal says about the person cannot be used: which fact, and why."""

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact
