"""The style sheets that are served are what their sources give, and small."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings

from portal.shared.css_bundle import BUNDLES, CSS_ROOT, bundle

STATIC = Path(settings.BASE_DIR) / "static"
FIRST_VISIT_BYTES = 60_000
MAIN_BYTES = 34_000


@pytest.mark.parametrize("name", BUNDLES)
def test_is_up_to_date(name: str) -> None:
    """When this fails: `python -m portal.shared.css_bundle`."""
    assert (CSS_ROOT / name).read_text(encoding="utf-8") == bundle(name)


def test_every_source_is_in_a_bundle() -> None:
    listed = "".join((CSS_ROOT / "src" / name).read_text(encoding="utf-8") for name in BUNDLES)
    missing = [
        file.name
        for file in (CSS_ROOT / "src").glob("*.css")
        if file.name not in BUNDLES and f'"{file.name}"' not in listed
    ]
    assert missing == []


def test_strings_keep_their_spaces(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "main.css").write_text('@import "a.css";\n', encoding="utf-8")
    (tmp_path / "src" / "a.css").write_text(
        '/* x */\n.a :focus ,\n.b { content: "a: b ; c"; color: red; }\n', encoding="utf-8"
    )

    text = bundle("main.css", css_root=tmp_path)

    assert text == '.a :focus,.b{content:"a: b ; c";color:red;}\n'


def test_nothing_comes_from_elsewhere() -> None:
    for file in (*STATIC.rglob("*.css"), *STATIC.rglob("*.js")):
        text = file.read_text(encoding="utf-8")
        assert "http://" not in text, file
        assert "https://" not in text, file
        assert "@font-face" not in text, file


def test_public_bundle_is_small() -> None:
    assert (STATIC / "css" / "main.css").stat().st_size <= MAIN_BYTES


def test_all_that_a_public_page_can_load_fits_the_first_visit() -> None:
    """Style sheet, icon and every script together, compressed; it leaves 30 KB for the page."""
    files = [STATIC / "css" / "main.css", *STATIC.glob("img/*.svg"), *STATIC.glob("js/*.js")]
    wire = sum(len(gzip.compress(file.read_bytes())) for file in files)
    assert wire <= FIRST_VISIT_BYTES / 2
