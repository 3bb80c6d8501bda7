"""Keys are unique, and the form is not larger than a form."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from services.eforms.findings import Findings
from services.eforms.form import Section, placed
from services.eforms.limits import MAX_FIELDS


def check_keys(sections: Sequence[Section], findings: Findings) -> None:
    """A section's key is unique in the form, a field's in the form, a column's in its group."""
    _once(
        ((f"sections[{at}]", section.key) for at, section in enumerate(sections)),
        findings,
    )
    _once(((path, field.key) for path, field in placed(sections)), findings)
    for path, field in placed(sections):
        inner = ((f"{path}.fields[{at}]", each.key) for at, each in enumerate(field.fields))
        _once(inner, findings)
    count = sum(1 + len(field.fields) for _path, field in placed(sections))
    if count > MAX_FIELDS:
        words = {"count": count, "most": MAX_FIELDS}
        findings.add("sections", _("có %(count)d trường, nhiều nhất được %(most)d trường") % words)


def _once(keys: Iterable[tuple[str, str]], findings: Findings) -> None:
    seen: set[str] = set()
    for path, key in keys:
        if key and key in seen:
            findings.add(f"{path}.key", _("khóa “%(key)s” dùng hai lần") % {"key": key})
        seen.add(key)
