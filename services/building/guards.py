"""What no change of a form may do. All refusals are in one place, whoever changes the form: the
pages of the builder, pasted JSON, a test."""

import re

from django.utils.translation import gettext as _

from portal.shared.errors import InvalidInput
from services.building.forms import field_name, places_of
from services.building.mistakes import Mistake, new_mistakes
from services.building.outside import new_broken_links
from services.building.published import Promises
from services.building.types import type_title
from services.content import RevisionContent

_CHOICE = re.compile(r"choices\[([0-9]{1,3})\]\.(label|value|applicant_class)")


def refuse_harm(
    before: RevisionContent, after: RevisionContent, promises: Promises, *, edited: str = ""
) -> None:
    """Raises InvalidInput when the change brings a mistake into the form, breaks what leans on
    it, or uses a published key for another type.

    Mistakes of the field `edited` (a path in `after`) are named by its attributes, all others
    under the empty name.
    """
    errors: dict[str, list[str]] = {}
    for mistake in new_mistakes(before.eform, after.eform):
        own = bool(edited) and mistake.path == edited
        name = _control(mistake) if own else ""
        errors.setdefault(name, []).append(_begun(mistake.text) if name else mistake.sentence)
    for text in _broken_promises(before, after, promises):
        errors.setdefault("", []).append(text)
    for text in new_broken_links(before, after):
        errors.setdefault("", []).append(text)
    if errors:
        raise InvalidInput({name: " ".join(texts) for name, texts in errors.items()})


def _control(mistake: Mistake) -> str:
    """The control to mend: of `choices[1].label` the second row's label, else the attribute."""
    row = _CHOICE.match(mistake.attribute)
    if row:
        return f"choices-{row[1]}-{row[2]}"
    return mistake.attribute.partition(".")[0].partition("[")[0]


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _broken_promises(
    before: RevisionContent, after: RevisionContent, promises: Promises
) -> list[str]:
    known = {(place.path, place.field["type"]) for place in places_of(before.eform)}
    texts = []
    for place in places_of(after.eform):
        kind = place.field["type"]
        promise = promises.get(place.path)
        if promise is None or promise.type == kind or (place.path, kind) in known:
            continue
        texts.append(
            _(
                "Trường %(field)s: khóa “%(key)s” đã công bố ở phiên bản %(revision)d với loại"
                " “%(old)s” nên không thể thành “%(new)s”. Hãy thêm một trường mới với khóa khác."
            )
            % {
                "field": field_name(after.eform, place),
                "key": place.path,
                "revision": promise.revision,
                "old": type_title(promise.type),
                "new": type_title(kind),
            }
        )
    return texts
