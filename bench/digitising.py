"""Pages digitised a second: A4 scans of 300 dots an inch, tilted, as a scanner sends them.

The job itself, run in this process as a warm worker runs it: the file is read, straightened,
measured, written as picture and small picture, noted in the database.
"""

import io
import time
from statistics import median, quantiles

from PIL import Image, ImageDraw, ImageFont

from bench.client.wrk import Run
from counter.actions.prepare_page import prepare_page
from counter.models import Intake, ScannedPage
from portal.accounts.models import StaffRole
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.uploads import store

DPI = 300
_SIZE = (2480, 3508)
_TILTS = (-3.0, -1.2, 0.0, 0.7, 2.5)
_LINE = "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất"
_LEAST_PAGES = 5


class Digitising:
    """An intake with pages that are prepared again and again."""

    def __init__(self) -> None:
        role = StaffRole.objects.filter(role=Role.CLERK).select_related("agency", "user")[0]
        intake, _made = Intake.objects.get_or_create(
            clerk=role.user, state=Intake.State.OPEN,
            defaults={
                "resume_code": "BENCH2", "agency": role.agency, "opened_at": clock.now(),
                "saved_at": clock.now(),
            },
        )  # fmt: skip
        self._pages = [self._page(intake, number) for number in range(len(_TILTS))]

    def measure(self, seconds: int) -> Run:
        """Prepare pages for so many seconds, one after the other."""
        times: list[float] = []
        began = time.perf_counter()
        while time.perf_counter() - began < seconds or len(times) < _LEAST_PAGES:
            times.append(self._prepare(self._pages[len(times) % len(self._pages)]))
        return Run(
            requests=len(times),
            seconds=sum(times) / 1000,
            p50_ms=median(times),
            p95_ms=quantiles(times, n=20)[-1],
        )

    def _page(self, intake: Intake, number: int) -> int:
        place = store.place_of(f"bench-{number}", ".jpg", folder="scans")
        store.write(place, _scan(_TILTS[number]))
        page = ScannedPage.objects.create(
            intake=intake, position=number, source=ScannedPage.Source.SCANNER,
            original_name=f"{number}.jpg", original=place, sha256=str(number),
            added_at=clock.now(),
        )  # fmt: skip
        return int(page.pk)

    def _prepare(self, page_id: int) -> float:
        """Milliseconds."""
        ScannedPage.objects.filter(pk=page_id).update(state=ScannedPage.State.NEW)
        began = time.perf_counter()
        if not prepare_page(page_id=page_id):
            raise AssertionError("the page was not prepared")
        taken = (time.perf_counter() - began) * 1000
        if ScannedPage.objects.get(pk=page_id).measured["dpi"] != DPI:
            raise AssertionError("not the scan that was given")
        return taken


def _scan(tilt: float) -> bytes:
    page = Image.new("RGB", _SIZE, "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(size=40)
    for line in range(46):
        pen.text((260, 300 + line * 66), _LINE[line % 9 :], font=font, fill=(30, 30, 30))
    stream = io.BytesIO()
    turned = page.rotate(tilt, Image.Resampling.BICUBIC, fillcolor="white")
    turned.save(stream, "JPEG", quality=88, dpi=(DPI, DPI))
    return stream.getvalue()
