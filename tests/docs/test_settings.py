"""What can be set is told with its true default; what is told can be set."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.test_house_rules import CHECKOUT
from tests.docs.test_what_is_named import PAGES

READ = re.compile(r"env\.\w+\(\s*\"([A-Z0-9_]+)\"(?:,\s*default=([^)]*))?\)")
SHIPPED = ("portal/settings/base.py", "portal/settings/production.py")
ROW = re.compile(r"^\s*\| (`[A-Z][^|]*) \| ([^|]*) \|", re.MULTILINE)
WORDS = {"none": ("", {}, []), "false": (False,), "true": (True,)}


def read() -> dict[str, str]:
    """What a province's installation reads from its environment, each with its default's source."""
    text = "\n".join((CHECKOUT / file).read_text() for file in SHIPPED)
    return dict(reversed(READ.findall(text)))


def told() -> Iterator[tuple[str, str, str]]:
    """Page, name and default from each table of settings whose second column is the default."""
    for page in PAGES:
        for block in page.read_text(encoding="utf-8").split("\n\n"):
            if not re.match(r"\s*\| (?:Setting|Variable) \| Default", block):
                continue
            for names, defaults in ROW.findall(block):
                found = re.findall(r"`([A-Z][A-Z0-9_]+)`", names)
                values = defaults.split(", ") if len(found) > 1 else [defaults]
                for name, value in zip(found, values, strict=False):
                    yield page.name, name, value.strip().strip("`")


def is_default(value: str, source: str) -> bool:
    try:
        default = ast.literal_eval(source)
    except (SyntaxError, ValueError):
        return False
    if default == "":
        return value.startswith("empty") or value == "none"
    return value == str(default) or default in WORDS.get(value, ())


def test_whatever_is_read_is_told_somewhere() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [name for name in read() if not re.search(rf"\b{name}\b", text)] == []


def test_defaults_that_are_told_are_true() -> None:
    known = read()
    asked = [each for each in told() if each[1] in known]
    assert len(asked) > 10, "the rule finds no table any more"
    assert [each for each in asked if not is_default(each[2], known[each[1]])] == []
