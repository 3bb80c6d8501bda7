"""A reader finds every document, and the diagram of layers is the contract."""

import re
import tomllib

from django.core.management import get_commands

from tests.architecture.test_house_rules import CHECKOUT
from tests.docs.test_what_is_named import COMMAND, LINK, PAGES

DOCS = CHECKOUT / "docs"
DECISIONS = DOCS / "decisions"
HALF_A_PAGE = 30  # lines of up to 130 characters
OURS = ("portal", "services", "dossiers", "counter", "payments")


def linked(index: str) -> set[str]:
    text = (CHECKOUT / index).read_text(encoding="utf-8")
    return {path.removeprefix("./") for path, _anchor in LINK.findall(text)}


def test_the_index_of_documents_names_each() -> None:
    there = {file.name for file in DOCS.glob("*.md")} - {"README.md"}
    assert there - linked("docs/README.md") == set()


def test_the_index_of_decisions_names_each_once() -> None:
    there = {file.name for file in DECISIONS.glob("*.md")} - {"README.md"}
    found = [path for path, _anchor in LINK.findall((DECISIONS / "README.md").read_text())]
    assert sorted(found) == sorted(there)


def test_a_decision_is_half_a_page() -> None:
    long = [
        file.name
        for file in DECISIONS.glob("*.md")
        if len(file.read_text(encoding="utf-8").splitlines()) > HALF_A_PAGE
    ]
    assert long == []


def test_each_command_of_ours_is_told_of() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    ours = {name for name, app in get_commands().items() if str(app).split(".")[0] in OURS}
    assert ours - set(COMMAND.findall(text)) == set()


def test_the_diagram_of_layers_is_the_contract() -> None:
    contract = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = contract["contracts"][0]["layers"]
    diagram = (DOCS / "architecture.md").read_text().split("```mermaid")[1].split("```")[0]
    nodes = re.findall(r"^  (\w+)\[\"([^\"]*)\"\]$", diagram, re.MULTILINE)
    order = re.search(r"^  (\w+(?: --> \w+)+)$", diagram, re.MULTILINE)
    assert order and order[1].split(" --> ") == [name for name, _words in nodes]
    assert len(nodes) == len(layers)
    for (_name, words), layer in zip(nodes, layers, strict=True):
        modules = [module.strip().split(".")[-1] for module in re.split(r"[|:]", layer)]
        assert set(modules) <= set(re.findall(r"\w+", words)), words
