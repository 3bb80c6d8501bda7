"""Every command, path, setting, link and picture that the documents name exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.architecture.test_house_rules import CHECKOUT, tracked

PAGES = tracked("*.md")
TOPS = "bench|counter|docs|dossiers|outside|payments|portal|scripts|services|static|templates|tests"
# Words in capitals that are no settings: a folder of gettext, a policy of pyHanko.
NO_SETTINGS = {"LC_MESSAGES", "DEFAULT_DIFF_POLICY"}

COMMAND = re.compile(r"manage\.py ([a-z_]+)")
MODULE = re.compile(rf"python -m ((?:{TOPS})[\w.]*)")
TARGET = re.compile(r"(?:`|^ *)make ([a-z][a-z-]*)(?=`|$| +#| ARGS)", re.MULTILINE)
PATH = re.compile(rf"`((?:{TOPS})/[\w./*-]+)")
SETTING = re.compile(r"`[^`\n]*?\b([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)\b(?!…)[^`\n]*`")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def named(rule: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """What the documents name by this rule, each with its page."""
    for page in PAGES:
        for found in rule.finditer(page.read_text(encoding="utf-8")):
            yield page.relative_to(CHECKOUT).as_posix(), found[1]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and GitLab make them."""
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-") for text in headings}


def test_commands_of_django_exist() -> None:
    known = get_commands()
    assert [each for each in named(COMMAND) if each[1] not in known] == []


def test_modules_that_are_run_exist() -> None:
    places = [(page, CHECKOUT / name.replace(".", "/")) for page, name in named(MODULE)]
    missing = [
        (page, path)
        for page, path in places
        if not (path.with_suffix(".py").exists() or path.is_dir())
    ]
    assert missing == []


def test_targets_of_make_exist() -> None:
    rules = re.findall(r"^([a-z][a-z -]*):", (CHECKOUT / "Makefile").read_text(), re.MULTILINE)
    known = {name for rule in rules for name in rule.split()}
    assert [each for each in named(TARGET) if each[1] not in known] == []


def test_paths_exist() -> None:
    # `templates` are also named as Django names them, from within their folder.
    missing = [
        (page, path)
        for page, path in named(PATH)
        if not any(any(root.glob(path.rstrip("/"))) for root in (CHECKOUT, CHECKOUT / "templates"))
    ]
    assert missing == []


def test_settings_exist() -> None:
    files = tracked("*.py", "scripts/*", "Procfile", ".ci/run")
    code = "\n".join(file.read_text() for file in files)
    known = set(re.findall(r"[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+", code)) | NO_SETTINGS
    missing = [
        (page, name) for page, name in named(SETTING) if name.removesuffix("_FILE") not in known
    ]
    assert missing == []


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    broken = []
    for path, anchor in LINK.findall(document.read_text(encoding="utf-8")):
        target = document.parent / path if path else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append((path, anchor))
    assert broken == []
