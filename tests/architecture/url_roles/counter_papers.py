"""Rows of digitising: the pages and papers of the clerk's open intake."""

import uuid
from typing import Any

from counter.models import Intake, PaperCopy, ScannedPage
from portal.shared import clock
from portal.shared.uploads import store
from tests.architecture.url_roles.rows import Row, for_clerks
from tests.files import small_jpeg, small_pdf

_INTAKE = {"intake": "intake"}
_PICTURE = _INTAKE | {"page": "intake_page", "kind": "intake_picture"}

COUNTER_PAPERS = [
    Row("counter:intake_papers", for_clerks(200), where=_INTAKE),
    Row("counter:intake_papers_state", for_clerks(200), where=_INTAKE, is_page=False),
    Row("counter:intake_pages_add", for_clerks(302), for_clerks(422), _INTAKE, is_page=False),
    Row(
        "counter:intake_pages_sort", for_clerks(302), for_clerks(302), _INTAKE,
        {"do": "remove", "page": "intake_page"}, is_page=False,
    ),
    Row("counter:intake_page_picture", for_clerks(200), where=_PICTURE, is_page=False),
    Row(
        "counter:intake_copy_file", for_clerks(200), where=_INTAKE | {"copy": "intake_copy"},
        is_page=False,
    ),
    Row(
        "counter:intake_copy_reuse", for_clerks(302), for_clerks(404), _INTAKE,
        {"paper": "cccd", "copy": "intake_copy"}, is_page=False,
    ),
    Row(
        "counter:intake_copy_validity", for_clerks(302), for_clerks(302), _INTAKE,
        {"paper": "cccd", "until": ""}, is_page=False,
    ),
]  # fmt: skip


def make_papers(intake_key: uuid.UUID) -> dict[str, Any]:
    """What the parts of the paths stand for: one page, prepared, and the copy made of it."""
    intake = Intake.objects.get(key=intake_key)
    picture, pdf = (store.place_of(uuid.uuid4(), kind, folder="scans") for kind in (".jpg", ".pdf"))
    store.write(picture, small_jpeg())
    store.write(pdf, small_pdf())
    page = ScannedPage.objects.create(
        intake=intake, requirement_key="cccd", position=1, source="scanner", state="ready",
        original_name="cccd.jpg", original=picture, sha256="0" * 64, picture=picture,
        thumbnail=picture, added_at=clock.now(),
        measured={"dpi": 200, "width": 40, "height": 30, "findings": ["blank"]},
    )  # fmt: skip
    copy = PaperCopy.objects.create(
        intake=intake, citizen=intake.citizen, requirement_key="cccd",
        name="Bản chụp thẻ căn cước", state="refused", page_count=1, file=pdf,
        made_of=[[str(page.key), 0, [], []]],
        problems=[{"code": "blank", "text": "Trang 1: Trang trắng.", "page": str(page.key)}],
    )  # fmt: skip
    return {"intake_page": page.key, "intake_picture": "picture", "intake_copy": copy.key}
