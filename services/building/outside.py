"""What stands outside the form and leans on it: fees, reductions, papers."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from services.building.forms import places_of
from services.building.references import keys_of_condition
from services.building.renaming import QUANTITIES
from services.content import RevisionContent
from services.eforms.form import DONG


def broken_links(content: RevisionContent) -> list[str]:
    """A sentence for each link that leads nowhere, or to a field of a type that does not fit."""
    return [*_of_fees(content), *_of_reductions(content), *_of_papers(content)]


def new_broken_links(before: RevisionContent, after: RevisionContent) -> list[str]:
    """Those that a change has broken."""
    known = broken_links(before)
    return [text for text in broken_links(after) if text not in known]


def _types(content: RevisionContent) -> dict[str, str]:
    """By path; an amount of money that is computed counts as money."""
    return {
        place.path: "money"
        if place.field["type"] == "computed" and place.field.get("unit") == DONG
        else place.field["type"]
        for place in places_of(content.eform)
    }


def _of_fees(content: RevisionContent) -> Iterator[str]:
    types = _types(content)
    for fee in content.fees:
        for name in QUANTITIES:
            key = fee.rule.get(name)
            if key and types.get(key) not in ("whole_number", "computed"):
                yield _(
                    "Khoản “%(name)s” tính theo số lượng ở trường “%(key)s”: phải có trường đó và"
                    " là số nguyên."
                ) % {"name": fee.name, "key": key}


def _of_reductions(content: RevisionContent) -> Iterator[str]:
    types = _types(content)
    for rule in content.reductions:
        for key in keys_of_condition(rule.condition):
            if key not in types:
                words = {"name": rule.name, "key": key}
                yield (
                    _("Mức giảm “%(name)s” xét theo trường “%(key)s”, mà trường đó không có.")
                    % words
                )


def _of_papers(content: RevisionContent) -> Iterator[str]:
    types = _types(content)
    for paper in content.papers:
        key = paper.replaced_by.get("field")
        if key and key not in types:
            words = {"name": paper.name, "key": key}
            yield (
                _("Giấy tờ “%(name)s” được thay bằng trường “%(key)s”, mà trường đó không có.")
                % words
            )
