"""Keys that shortcuts.js keeps for itself are given to nothing else."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
_GIVEN = re.compile(r'data-shortcut="([^"{]*)"')
OWN = {"j", "k", "?"}


def test_no_page_gives_away_a_key_of_the_lists() -> None:
    given = {
        f"{path.relative_to(TEMPLATES)}: {key}"
        for path in TEMPLATES.rglob("*.html")
        for key in _GIVEN.findall(path.read_text(encoding="utf-8"))
    }
    assert len(given) > 50
    assert {each for each in given if each.rpartition(": ")[2] in OWN} == set()
