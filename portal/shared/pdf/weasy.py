"""HTML to PDF/A-2b, quickly: fonts and style sheets are read once per process."""

from functools import lru_cache
from pathlib import Path
from threading import Lock

from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from portal.shared.pdf.fonts import font_faces

# What citizens type must not make the worker fetch anything.
_ONLY_DATA = URLFetcher(allowed_protocols=("data",))
_STYLES: Path = settings.BASE_DIR / "templates" / "pdf"
# The font configuration is shared, and Pango is not made for several threads.
_one_at_a_time = Lock()


def printed(html: str, paper: str) -> bytes:
    """The PDF; what `press` says."""
    with _one_at_a_time:
        return HTML(string=html, url_fetcher=_ONLY_DATA).write_pdf(
            stylesheets=[_sheet("faces"), _sheet("common"), _sheet(paper)],
            font_config=_fonts(),
            pdf_variant="pdf/a-2b",
        )


@lru_cache(maxsize=1)
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@lru_cache
def _sheet(name: str) -> CSS:
    css = font_faces() if name == "faces" else (_STYLES / f"{name}.css").read_text("utf-8")
    return CSS(string=css, font_config=_fonts())
