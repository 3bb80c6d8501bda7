"""A file that was made to take for ever holds nobody up."""

import io
import time
from typing import Any

import pikepdf
import pytest
from PIL import Image

from counter.digitising import painting
from counter.digitising.pages import pages_of
from counter.models import Intake
from portal.shared.apart import Apart, TooMuch
from tests.counter.digitising.papers_world import add, copy_of, only_page, page
from tests.world import Person

pytestmark = pytest.mark.django_db


def endless_pdf(pages: int = 1) -> bytes:
    """Pages of 2 kB in all: forms that draw forms, twelve times each, nine deep."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    box = pikepdf.Array([0, 0, 595, 842])
    drawn = pdf.make_stream(b"0 0 100 100 re f\n" * 20)
    for _level in range(9):
        drawn.Type, drawn.Subtype, drawn.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, box
        form = pdf.make_stream(b"/F Do\n" * 12)
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=pdf.make_indirect(drawn)))
        drawn = form
    drawn.Type, drawn.Subtype, drawn.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, box
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=drawn))
    page.Contents = pdf.make_stream(b"/F Do")
    for _number in range(1, pages):
        pdf.pages.append(page)
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def test_a_strip_that_is_no_page_is_refused_in_words(
    clerk: Person, intake: Intake, run_jobs: Any
) -> None:
    strip = io.BytesIO()
    Image.new("RGB", (1, 5000)).save(strip, "PNG")
    add(clerk, intake, strip.getvalue(), name="dải.png", paper="cccd")
    run_jobs()
    assert (only_page(intake).state, copy_of(intake, "cccd").state) == ("refused", "refused")
    assert copy_of(intake, "cccd").problems[0]["text"].startswith("Trang 1: Không mở được trang")


def test_an_endless_page_is_given_up_in_words(
    clerk: Person, intake: Intake, run_jobs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasty = Apart(seconds=3, megabytes=4096)
    hasty.do(time.sleep, 0)
    monkeypatch.setattr(painting, "_process", hasty)
    add(clerk, intake, endless_pdf(), name="vô tận.pdf", paper="cccd")
    run_jobs()
    refused = only_page(intake)
    assert (refused.state, refused.picture) == ("refused", "")
    assert refused.refusal == "Không mở được trang này. Hãy quét lại trang rồi thêm lại."


def test_one_try_is_enough_for_all_pages_of_a_file(
    clerk: Person, intake: Intake, run_jobs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(clerk, intake, endless_pdf(pages=3), name="vô tận.pdf", paper="cccd")
    add(clerk, intake, page(1), name="một.jpg", paper="ho-khau")
    monkeypatch.setattr(painting, "_process", GivesUpOnce(painting._process))
    run_jobs()
    states = [(one.original_name, one.state) for one in pages_of(intake)]
    assert states == [("vô tận.pdf", "refused")] * 3 + [("một.jpg", "ready")]


class GivesUpOnce:
    """The first work asks too much, all others are done."""

    def __init__(self, process: Apart) -> None:
        self.process, self.given_up = process, False

    def do(self, *work: Any) -> Any:
        if not self.given_up:
            self.given_up = True
            raise TooMuch
        return self.process.do(*work)
