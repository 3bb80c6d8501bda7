"""HTML to PDF/A-2b, quickly: fonts and style sheets are read once per process."""

from functools import lru_cache
from pathlib import Path
from threading import Lock

from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from dossiers.documents.fonts import font_faces

_STYLES: Path = settings.BASE_DIR / "templates" / "pdf"
# The font configuration is shared, and Pango is not made for several threads.
_one_at_a_time = Lock()


def press(html: str, *, paper: str) -> bytes:
    """The PDF of a whole HTML document on `paper` ("a4" or "a5").

    Everything stands in the HTML (images as data); nothing is fetched from anywhere.
    """
    with _one_at_a_time:
        fonts = _fonts()
        return HTML(string=html, url_fetcher=_refuse).write_pdf(
            stylesheets=[_sheet("faces"), _sheet("common"), _sheet(paper)],
            font_config=fonts,
            pdf_variant="pdf/a-2b",
        )


@lru_cache(maxsize=1)
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@lru_cache
def _sheet(name: str) -> CSS:
    css = font_faces() if name == "faces" else (_STYLES / f"{name}.css").read_text("utf-8")
    return CSS(string=css, font_config=_fonts())


def _refuse(url: str, *_args: object, **_options: object) -> dict[str, object]:
    """Only data in the document itself: what citizens type must not make the worker fetch."""
    if url.startswith("data:"):
        from weasyprint import default_url_fetcher

        return default_url_fetcher(url)
    raise ValueError(f"a document may not fetch {url}")
