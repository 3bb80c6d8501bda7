"""Every picture that is kept is taken by a script and shown by a page."""

import re

from tests.architecture.test_house_rules import CHECKOUT
from tests.docs.test_what_is_named import PAGES

SHOWN = re.compile(r"!\[[^\]]+\]\((?:docs/)?images/([\w-]+)\.png\)")
TAKEN = re.compile(
    r"camera\.(shoot|phone)\((?:[^()]|\([^()]*\))*?\"([\w-]+)\"[^\"\n]*\)$", re.MULTILINE
)
SCRIPTS = ("scripts/screenshots.py", "scripts/counter_pictures.py")


def kept() -> set[str]:
    return {file.stem for file in (CHECKOUT / "docs" / "images").iterdir()}


def test_each_is_shown_and_each_that_is_shown_is_there() -> None:
    shown = {name for page in PAGES for name in SHOWN.findall(page.read_text(encoding="utf-8"))}
    assert shown == kept()


def test_each_is_taken_by_a_script_and_none_besides() -> None:
    taken = {
        f"{name}-phone" if how == "phone" else name
        for script in SCRIPTS
        for how, name in TAKEN.findall((CHECKOUT / script).read_text())
    }
    assert taken == kept()


def test_none_is_heavy() -> None:
    pictures = (CHECKOUT / "docs" / "images").iterdir()
    assert [file.name for file in pictures if file.stat().st_size > 150_000] == []
