"""What the printer gives: the right paper, nothing of the screen, a code that can be read."""

import io
from collections.abc import Callable

import cv2
import numpy
import pikepdf
import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from counter.actions.take_ticket import take_ticket
from counter.models import Explanation, Intake
from portal.accounts.models import Citizen
from portal.agencies.models import Agency
from portal.shared import clock
from services.models import Revision
from tests.counter.conftest import hoa
from tests.counter.signing_world import at_signing
from tests.world import Person

__all__ = ["hoa"]

POINTS_PER_MM = 72 / 25.4


def papers(page: Page) -> list[tuple[int, int]]:
    """The sheets that the page prints on, in whole millimetres."""
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True, format="A4"))) as printed:
        return [
            (
                round(float(sheet.mediabox[2]) / POINTS_PER_MM),
                round(float(sheet.mediabox[3]) / POINTS_PER_MM),
            )
            for sheet in printed.pages
        ]


def code_on(page: Page, place: str) -> str:
    """What a phone reads in the printed QR code."""
    page.emulate_media(media="print")
    picture = numpy.frombuffer(page.locator(place).screenshot(), numpy.uint8)
    shown = cv2.imdecode(picture, cv2.IMREAD_COLOR)
    assert shown is not None
    told, _points, _straight = cv2.QRCodeDetector().detectAndDecode(shown)
    page.emulate_media(media="screen")
    return told


def test_the_ticket_is_made_for_a_roll(page: Page, one_stop: Agency) -> None:
    ticket = take_ticket(actor=None, agency=one_stop, purpose="file")
    page.goto(f"/queue/tickets/{ticket.key}/slip/")
    assert papers(page) == [(80, 150)]
    assert code_on(page, ".slip__qr") == f"{settings.PUBLIC_URL}/queue/tickets/{ticket.key}/"


def test_other_pages_of_the_queue_are_printed_on_sheets(
    page_of: Callable[[Person], Page], clerk: Person, one_stop: Agency
) -> None:
    owed = Explanation.objects.create(
        ticket=take_ticket(actor=None, agency=one_stop, purpose="ask"), clerk=clerk.user,
        minutes=17, text="Nhiều giấy tờ phải đối chiếu.", owed_at=clock.now(),
        given_at=clock.now(),
    )  # fmt: skip
    page = page_of(clerk)
    for address in (f"/counter/queue/explanations/{owed.pk}/", "/counter/queue/figures/"):
        page.goto(address)
        assert papers(page) == [(210, 297)], address


@pytest.fixture
def filed(
    clerk: Person,
    hoa: Citizen,
    make_revision: Callable[..., Revision],
    justice: Agency,
    client_as: Callable[[Person], object],
) -> Intake:
    """Without papers and without a fee: received at once."""
    intake = at_signing(clerk, hoa, make_revision(fee_vnd=0, papers=()), justice)
    client_as(clerk).post(f"/counter/intake/{intake.key}/sign/")  # type: ignore[attr-defined]
    return intake


def test_the_slip_of_the_client_is_one_sheet_and_enter_prints_it(
    page_of: Callable[[Person], Page], clerk: Person, filed: Intake
) -> None:
    page = page_of(clerk)
    page.goto(f"/counter/intake/{filed.key}/slip/")
    expect(page.get_by_role("button", name="In phiếu")).to_be_focused()
    assert papers(page) == [(210, 297)]
    code = page.locator(".handout__code").inner_text()
    assert code in code_on(page, ".handout__qr")
