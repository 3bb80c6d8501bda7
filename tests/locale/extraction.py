"""Every Vietnamese text that the code hands to gettext, found without the gettext tools."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import template

CHECKOUT = Path(__file__).resolve().parent.parent.parent
APPS = ("counter", "dossiers", "payments", "portal", "services")

# name → how many of its first arguments are texts
_CALLS = {
    "_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2,
}  # fmt: skip
_WITH_CONTEXT = ("pgettext", "pgettext_lazy")
_LITERAL = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
_CALL = re.compile(rf"\b(p|n)?(?:gettext|_)\(({_LITERAL})(?:, ({_LITERAL}))?", re.DOTALL)


def in_context(context: str, text: str) -> str:
    """The key of a text that has a context (`pgettext`), as compiled catalogues have it."""
    return f"{context}\x04{text}" if context else text


def texts() -> dict[str, str]:
    """Each text with a file that uses it."""
    found: dict[str, str] = {}
    for path in _files():
        source = path.read_text(encoding="utf-8")
        if "gettext" not in source and "i18n" not in source:
            continue
        read = of_python if path.suffix == ".py" else of_template
        found.update(dict.fromkeys(read(source), str(path.relative_to(CHECKOUT))))
    return found


def of_python(source: str) -> Iterator[str]:
    """The literal texts of gettext calls."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        literals = [each.value for each in node.args if isinstance(each, ast.Constant)]
        if name in _WITH_CONTEXT and len(literals) > 1:
            yield in_context(str(literals[0]), str(literals[1]))
        for argument in node.args[: _CALLS.get(name, 0)]:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value


def of_template(source: str) -> Iterator[str]:
    """The texts of translate tags: Django writes them out as calls, as makemessages has it do."""
    for call in _CALL.finditer(template.templatize(source)):
        found = [ast.literal_eval(text) for text in call.groups()[1:] if text]
        yield from [in_context(*found)] if call[1] == "p" else found


def _files() -> Iterator[Path]:
    for app in APPS:
        yield from (CHECKOUT / app).rglob("*.py")
    for kind in ("*.html", "*.txt"):
        yield from (CHECKOUT / "templates").rglob(kind)
