"""An intake that has come to its papers, and pages of it."""

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile

from counter.actions.add_pages import Added, add_pages
from counter.digitising.pages import copies_of, pages_of
from counter.models import Consent, Intake, PaperCopy, ScannedPage
from dossiers.actions.start_draft import start_draft
from portal.agencies.models import Agency
from portal.shared import clock
from services.content import PaperContent
from services.models import Revision
from tests.counter.intake_world import opened
from tests.scans import as_jpeg, text_page
from tests.world import Person

PAPERS = (
    PaperContent("cccd", "Bản chụp thẻ căn cước", True),
    PaperContent("ho-khau", "Sổ hộ khẩu", True),
    PaperContent("uy-quyen", "Giấy ủy quyền", False),
)


def at_papers(clerk: Person, client: Person, revision: Revision, justice: Agency) -> Intake:
    """Identified, agreed, a draft chosen."""
    intake = opened(clerk)
    intake.citizen = client.citizen
    intake.dossier = start_draft(actor=client.actor, revision=revision, handling_agency=justice)
    intake.save()
    Consent.objects.create(
        intake=intake, citizen=client.citizen, how="screen", text="Đồng ý.",
        given_at=clock.now(), clerk=clerk.user,
    )  # fmt: skip
    return intake


def add(
    clerk: Person, intake: Intake, content: bytes, *, name: str = "trang.jpg", paper: str = "",
    again: bool = False,
) -> Added:  # fmt: skip
    """The clerk adds a file."""
    upload = SimpleUploadedFile(name, content)
    return add_pages(
        actor=clerk.actor, key=intake.key, requirement_key=paper, upload=upload, again=again
    )


def page(seed: int) -> bytes:
    """A good page of a scanner, another for each number."""
    return as_jpeg(text_page(seed=seed))


def keys(intake: Intake, paper: str) -> list[uuid.UUID]:
    """The pages of a paper in order."""
    return [one.key for one in pages_of(intake) if one.requirement_key == paper]


def only_page(intake: Intake) -> ScannedPage:
    """The one page that there is."""
    [found] = pages_of(intake)
    return found


def copy_of(intake: Intake, paper: str) -> PaperCopy:
    """The paper's copy as the database has it."""
    [found] = [copy for copy in copies_of(intake) if copy.requirement_key == paper]
    return found
