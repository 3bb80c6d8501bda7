"""`manage.py check --deploy`: nothing of the demo's signatures counts in a province's portal.

The private key of the demo's root lies on every machine that has run the demo, its keys are
protected by a PIN that is printed on the screen: who has them could sign as anybody.
"""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from portal.signatures.trust import configured_trust

# As outside/trust_services/layout.py names them (roots, and the authority below); they stand in a
# certificate as they are.
DEMO_AUTHORITIES = ("Một Cửa Demo", "Unknown Root CA")
DEMO_TOKEN = "motcua-demo"  # noqa: S105 - what settings/demo.py sends to the stand-in


@register(Tags.security, deploy=True)
def no_demo_signatures(**_options: Any) -> list[CheckMessage]:
    """Errors for a demo authority among those that are trusted, and for the demo's services."""
    if settings.DEMO_MODE:
        return []
    found: list[CheckMessage] = []
    try:
        trust = configured_trust()
    except (OSError, ValueError) as error:
        words = f"SIGNATURE_TRUST_DIR cannot be read: {error}"
        return [Error(words, id="signatures.E001")]
    names = [name.encode() for name in DEMO_AUTHORITIES]
    if any(name in der for der in (*trust.roots, *trust.intermediates) for name in names):
        words = "SIGNATURE_TRUST_DIR holds an authority of the demo: anybody has its keys."
        hint = f"Delete demo-*.pem in {settings.SIGNATURE_TRUST_DIR} and in its intermediates/."
        found.append(Error(words, hint=hint, id="signatures.E002"))
    if settings.SIGNATURE_REMOTE_TOKEN == DEMO_TOKEN:
        words = "SIGNATURE_REMOTE_TOKEN is the demo's."
        found.append(Error(words, id="signatures.E003"))
    if "/demo/" in settings.SIGNATURE_TIMESTAMP_URL:
        words = "SIGNATURE_TIMESTAMP_URL is the demo's: its time proves nothing."
        found.append(Error(words, id="signatures.E004"))
    return found
