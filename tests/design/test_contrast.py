"""Every pair of text and ground in the tokens reads at 4.5:1, in light and in dark (WCAG 1.4.3)."""

import re
from collections.abc import Mapping

import pytest

from portal.shared.css_bundle import CSS_ROOT

TOKENS = (CSS_ROOT / "src" / "tokens.css").read_text(encoding="utf-8")
LIGHT_TEXT, DARK_TEXT = TOKENS.split("prefers-color-scheme: dark")


def colours(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", text))


LIGHT = colours(LIGHT_TEXT)
THEMES = {"light": LIGHT, "dark": LIGHT | colours(DARK_TEXT)}

GROUNDS = ("page", "surface", "sunken")
SOFT = ("success", "warning", "error", "info")
TEXT_PAIRS = [
    *(
        (ink, ground)
        for ground in GROUNDS
        for ink in ("ink", "muted", "link", "primary-ink", *SOFT)
    ),
    *((tone, f"{tone}-soft") for tone in SOFT),
    *((ink, f"{tone}-soft") for tone in SOFT for ink in ("ink", "link")),
    ("muted", "success-soft"),
    ("on-primary", "primary"),
    ("on-primary", "primary-hover"),
    ("on-masthead", "masthead"),
    ("on-late", "late"),
    ("link", "info-soft"),
]
EDGE_PAIRS = [
    *(("field-line", ground) for ground in GROUNDS),
    *(("focus", ground) for ground in GROUNDS),
]
BY_DESIGN = {
    "page": "#FBF8F3",
    "surface": "#FFFFFF",
    "ink": "#1F2328",
    "muted": "#57606A",
    "line": "#D8D2C8",
    "primary": "#9B1C1F",
    "gold": "#C8961E",
    "success": "#1A7F37",
    "warning": "#8A5A00",
    "error": "#B42318",
    "info": "#0B5CAD",
}


def luminance(colour: str) -> float:
    """Relative luminance of a `#RRGGBB` colour, 0 to 1."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(theme: Mapping[str, str], one: str, other: str) -> float:
    dark, light = sorted((luminance(theme[one]), luminance(theme[other])))
    return (light + 0.05) / (dark + 0.05)


def test_light_tokens_are_those_of_the_design() -> None:
    assert {name: LIGHT[name] for name in BY_DESIGN} == BY_DESIGN


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_reads(theme: str, text: str, ground: str) -> None:
    assert contrast(THEMES[theme], text, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_edges_of_fields_and_focus_show(theme: str, edge: str, ground: str) -> None:
    """3:1 for what is not text (WCAG 1.4.11)."""
    assert contrast(THEMES[theme], edge, ground) >= 3
