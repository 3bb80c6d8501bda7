"""The typeface of the PDFs: Noto Serif, cut down once to what Vietnamese documents print.

The package ships two variable fonts with thousands of glyphs; handling them costs 80 ms in each
PDF. Four static cuts with Latin and Vietnamese letters are made once per installation instead.
"""

import os
import shutil
import tempfile
from pathlib import Path

import fontpkg_noto_serif
from django.conf import settings
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

_UPRIGHT, _ITALIC = "NotoSerif[wdth,wght].ttf", "NotoSerif-Italic[wdth,wght].ttf"
# name → (file of the package, weight, style)
CUTS = {
    "regular": (_UPRIGHT, 400, "normal"),
    "bold": (_UPRIGHT, 700, "normal"),
    "italic": (_ITALIC, 400, "italic"),
    "bold-italic": (_ITALIC, 700, "italic"),
}
_LETTERS = (
    *range(0x20, 0x250),  # Latin with its extensions
    *range(0x300, 0x370),  # combining marks
    *range(0x1E00, 0x1F00),  # Vietnamese
    *range(0x2000, 0x2070),  # punctuation
    0x20AB,  # ₫
    0x2116,  # №
    *range(0x2190, 0x2194),
    0x2212,
)
_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]
_EDITION = "noto-serif-2.15-a"


def font_faces() -> str:
    """The @font-face rules that point to the cuts; makes them when they are not there yet."""
    folder = _cuts()
    return "".join(
        f'@font-face{{font-family:"Noto Serif";font-weight:{weight};font-style:{style};'
        f'src:url("{(folder / f"{name}.ttf").as_uri()}")}}'
        for name, (_file, weight, style) in CUTS.items()
    )


def cut(name: str) -> Path:
    """The file of one cut ("regular", "bold", "italic", "bold-italic")."""
    return _cuts() / f"{name}.ttf"


def _cuts() -> Path:
    """The folder with all cuts: made beside its place and moved there in one step."""
    folder: Path = settings.PDF_FONTS_ROOT / _EDITION
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(dir=folder.parent))
    making.chmod(0o755)
    for name, (file, weight, _style) in CUTS.items():
        _cut(fontpkg_noto_serif.ROOT / "files" / file, weight, making / f"{name}.ttf")
    try:
        os.rename(making, folder)
    except OSError:  # another process was quicker
        shutil.rmtree(making)
    return folder


def _cut(source: Path, weight: int, target: Path) -> None:
    font = TTFont(source)
    options = subset.Options()
    options.layout_features = _FEATURES
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=_LETTERS)
    subsetter.subset(font)
    instancer.instantiateVariableFont(font, {"wght": weight, "wdth": 100}).save(target)
