"""Every text of the code has its English; placeholders are the same on both sides."""

import os
import re
from pathlib import Path

import polib
from django.utils import translation
from django.utils.translation import gettext, ngettext

from scripts.messages import compile_all
from tests.locale.extraction import in_context, of_python, of_template, texts

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w+\}|<[^>]+>")


def key(entry: polib.POEntry) -> str:
    """As the extraction names a text."""
    return in_context(entry.msgctxt or "", entry.msgid)


def test_texts_are_found_in_python() -> None:
    source = (
        'x = _("Một"); y = ngettext("Hai" "…", "Ba", n); z = gettext_lazy(name); other("Bốn"); '
        'v = pgettext("tab", "Năm")'
    )

    assert list(of_python(source)) == ["Một", "Hai…", "Ba", in_context("tab", "Năm")]


def test_texts_are_found_in_templates() -> None:
    source = (
        '{% load i18n %}Không {# {% translate "Số không" %} #}{% translate "Một" %}'
        '{% url "x" as y %}{{ y|default:_("Hai") }}{% translate "30 %" as part %}'
        "{% blocktranslate %}Ba {{ n }}{% endblocktranslate %}"
        "{% blocktranslate count n=n %}Bốn {{ n }}{% plural %}Các {{ n }}{% endblocktranslate %}"
        '{% translate "Năm" context "tab" %}'
    )

    assert list(of_template(source)) == [
        "Một",
        "Hai",
        "30 %%",
        "Ba %(n)s",
        "Bốn %(n)s",
        "Các %(n)s",
        in_context("tab", "Năm"),
    ]


def test_every_text_is_in_the_catalogue(english: polib.POFile) -> None:
    known = {key(entry) for entry in english} | {entry.msgid_plural for entry in english}

    missing = {text: path for text, path in texts().items() if text not in known}
    assert not missing, "run makemessages (docs/translation.md) and translate"


def test_the_catalogue_holds_nothing_else(english: polib.POFile) -> None:
    used = texts()

    assert [entry.msgid for entry in english if key(entry) not in used] == []


def test_every_text_is_translated(english: polib.POFile) -> None:
    assert [entry.msgid for entry in english if not entry.translated()] == []


def test_placeholders_and_markup_are_kept(english: polib.POFile) -> None:
    wrong = [
        (entry.msgid, text)
        for entry in english
        for text in entry.msgstr_plural.values() or [entry.msgstr]
        if sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(entry.msgid))
    ]
    assert wrong == []


def test_edges_are_kept(english: polib.POFile) -> None:
    """A text that begins with a comma, or ends with a colon or a full stop, is part of a whole."""
    wrong = [
        entry.msgid
        for entry in english
        for text in entry.msgstr_plural.values() or [entry.msgstr]
        if any(
            entry.msgid.endswith(end) != text.endswith(end) for end in (":", ".", "…", " ", "\n")
        )
        or any(entry.msgid.startswith(start) != text.startswith(start) for start in ",;( \n")
    ]
    assert wrong == []


def test_the_compiled_catalogue_speaks() -> None:
    with translation.override("en"):
        assert gettext("Nộp hồ sơ") == "Submit the dossier"
        assert ngettext("Còn %(days)s ngày", "Còn %(days)s ngày", 1) == "%(days)s day left"
        assert ngettext("Còn %(days)s ngày", "Còn %(days)s ngày", 2) == "%(days)s days left"
    with translation.override("vi"):
        assert gettext("Nộp hồ sơ") == "Nộp hồ sơ"
        assert ngettext("Còn %(days)s ngày", "Còn %(days)s ngày", 2) == "Còn %(days)s ngày"


def test_only_what_changed_is_compiled(tmp_path: Path) -> None:
    source = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid ""\nmsgstr ""\n\nmsgid "Một"\nmsgstr "One"\n', encoding="utf-8")
    target = source.with_suffix(".mo")

    assert compile_all(tmp_path) == [target]
    assert [entry.msgstr for entry in polib.mofile(str(target))] == ["One"]
    assert compile_all(tmp_path) == []

    os.utime(target, (0, 0))
    assert compile_all(tmp_path) == [target]
    assert sorted(tmp_path.rglob("*.*")) == [target, source]
