"""Keys that sign, and papers that are ready."""

import hashlib
import uuid
from pathlib import Path
from typing import Any

from asn1crypto import pem

from counter.models import Intake, PaperCopy
from dossiers.actions.save_answers import save_answers
from portal.accounts.models import Citizen
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.uploads import store
from portal.signatures.backends import key_files
from portal.signatures.backends.software import unlock
from portal.signatures.models import SigningKey
from services.content import PaperContent
from services.models import Revision
from tests.counter.intake_world import begun
from tests.files import small_pdf
from tests.fixtures_dossiers import ANSWERS
from tests.trust import PASSPHRASE, Issued
from tests.world import Person

PIN = PASSPHRASE
CARD, BOOK = "cccd", "ho-khau"
TWO_PAPERS = (
    PaperContent(CARD, "Bản chụp thẻ căn cước", True),
    PaperContent(BOOK, "Sổ hộ khẩu", True),
)


def keep_key(issued: Issued, who: Person) -> SigningKey:
    """The person's active software key."""
    certificate = unlock(issued.pkcs12, issued.passphrase).signing_cert
    return SigningKey.objects.create(
        kind="personal", user=who.user, backend="software",
        locator={"file": key_files.keep(issued.pkcs12)},
        certificate=pem.armor("CERTIFICATE", certificate.dump()).decode(),
        subject=certificate.subject.human_friendly, issuer=certificate.issuer.human_friendly,
        serial=str(certificate.serial_number), not_before=certificate.not_valid_before,
        not_after=certificate.not_valid_after, created_at=clock.now(),
    )  # fmt: skip


def at_signing(
    clerk: Person, citizen: Citizen, revision: Revision, handling: Agency, *papers: str
) -> Intake:
    """Everything typed, and a ready copy of each of these papers."""
    intake = begun(clerk, citizen, revision, handling)
    assert intake.dossier is not None
    save_answers(actor=clerk.actor, key=intake.dossier.key, typed=ANSWERS)
    for key in papers:
        ready_copy(intake, clerk, key)
    return intake


def ready_copy(intake: Intake, clerk: Person, key: str, content: bytes = b"") -> PaperCopy:
    """A paper whose pages are put together, checked and compared with the original."""
    place = f"copies/{uuid.uuid4()}.pdf"
    content = content or small_pdf()
    store.write(place, content)
    return PaperCopy.objects.create(
        intake=intake, citizen=intake.citizen, requirement_key=key, name=f"Giấy {key}",
        state="ready", page_count=1, file=place, size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), made_at=clock.now(),
        original_seen_at=clock.now(), original_seen_by=clerk.user,
    )  # fmt: skip


def keys_folder(settings: Any, folder: Path) -> None:
    """Keys of this test lie in a folder of its own."""
    settings.SIGNATURE_KEYS_DIR = folder
