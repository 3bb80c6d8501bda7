"""House rules that no linter knows."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

CHECKOUT = Path(__file__).resolve().parents[2]
OURS = ("portal", "services", "dossiers", "counter", "payments", "outside", "scripts", "bench")
DRAWERS = {"utils.py", "helpers.py", "misc.py", "common.py", "services.py"}
# Put together here so that this file keeps the rule itself.
UNFINISHED = re.compile(
    r"(#|//|/\*|<!--|\{#).*\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3]) + r")\b"
)
THIS_MACHINE = re.compile("|".join(["/" + "work/", "/" + "root/", r"\.\./" + "shared"]))

HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
STYLE_ATTRIBUTE = re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE)
SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE)
DATA_SCRIPT = re.compile(r"type=\"application/(ld\+)?json\"", re.IGNORECASE)
FOREIGN = re.compile(r"(src|href)=\"(https?:)?//(?!127\.0\.0\.1)[^\"]+\.(js|css|woff2?)\"")


def tracked(*patterns: str) -> list[Path]:
    """Files of the repository, by git's patterns."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [CHECKOUT / name for name in names.split("\0") if name and (CHECKOUT / name).is_file()]


def lines_with(rule: re.Pattern[str], files: list[Path]) -> Iterator[str]:
    """`path:line: text` of each line that matches."""
    for file in files:
        for number, line in enumerate(file.read_text(errors="replace").splitlines(), start=1):
            if rule.search(line):
                yield f"{file.relative_to(CHECKOUT)}:{number}: {line.strip()[:100]}"


def page_templates() -> list[Path]:
    """Templates that browsers read: not those of mails and PDFs."""
    return [
        file
        for file in tracked("*.html")
        if not {"email", "pdf"} & set(file.parts) and "outside" not in file.parts
    ]


def test_no_drawer_without_a_subject():
    drawers = [file for file in tracked("*.py") if file.name in DRAWERS]
    assert drawers == []


def test_nothing_is_left_unfinished():
    files = tracked("*.py", "*.html", "*.css", "*.js", "*.md", "Makefile", "Procfile")
    assert list(lines_with(UNFINISHED, files)) == []


def test_nothing_names_the_machine_it_was_written_on():
    files = tracked("*.py", "*.html", "*.md", "*.toml", "*.txt", "Makefile", "Procfile", ".ci/run")
    assert list(lines_with(THIS_MACHINE, files)) == []


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(HANDLER, id="event handler"),
        pytest.param(STYLE_ATTRIBUTE, id="style attribute"),
        pytest.param(re.compile(r"<style\b", re.IGNORECASE), id="style element"),
        pytest.param(FOREIGN, id="file of another host"),
    ],
)
def test_pages_have_nothing_inline_and_nothing_foreign(rule):
    assert list(lines_with(rule, page_templates())) == []


def test_pages_have_no_inline_script():
    inline = [line for line in lines_with(SCRIPT, page_templates()) if not DATA_SCRIPT.search(line)]
    assert inline == []


def test_no_signals_for_the_flow_of_the_domain():
    rule = re.compile(r"django\.dispatch import receiver|post_save|pre_save|post_delete")
    assert list(lines_with(rule, tracked(*(f"{folder}/*.py" for folder in OURS)))) == []


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
