"""Joins the style sheets of `static/css/src/` into one file per audience, so a page asks for one.

`python -m portal.shared.css_bundle` writes `main.css`, `staff.css`, `citizen.css`, `queue.css` in
static/css/.
All are checked in; a test fails when they are not what the sources give.
"""

import re
from pathlib import Path

CSS_ROOT = Path(__file__).resolve().parents[2] / "static" / "css"
BUNDLES = ("main.css", "staff.css", "citizen.css", "queue.css")

_IMPORT = re.compile(r'^@import "([\w-]+\.css)";$', re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING_OR_SPACE = re.compile(r'("[^"]*")|\s*([{};,])\s*|(:)\s+')


def bundle(name: str, *, css_root: Path = CSS_ROOT) -> str:
    """The text of one bundle: its imports in order, without comments and needless spaces.

    Raises FileNotFoundError when an imported file does not exist.
    """
    source = css_root / "src"
    files = _IMPORT.findall((source / name).read_text(encoding="utf-8"))
    joined = "\n".join((source / file).read_text(encoding="utf-8") for file in files)
    tight = _STRING_OR_SPACE.sub(
        lambda found: found[1] or found[2] or found[3], _COMMENT.sub("", joined)
    )
    return tight.replace("}", "}\n").strip() + "\n"


def write_bundles() -> None:
    """Write every bundle beside its sources."""
    for name in BUNDLES:
        (CSS_ROOT / name).write_text(bundle(name), encoding="utf-8")


if __name__ == "__main__":
    write_bundles()
