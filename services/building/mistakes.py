"""What is wrong with a form under construction, each mistake with its place in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from services.building.forms import Json, Place, field_name, places_of, section_name, sections_of
from services.eforms.definition import check
from services.eforms.errors import DefinitionError


@dataclass(frozen=True)
class Mistake:
    """`where` in words, `path` of the field (empty: of a section or the whole form), `attribute`
    which of its attributes (`max`, `choices`), `text` what is wrong.

    `is_gap`: something is still to be added; the form may be saved so, but not published.
    """

    where: str
    path: str
    section: str
    attribute: str
    text: str
    is_gap: bool = False

    @property
    def sentence(self) -> str:
        """The place and what is wrong there."""
        name = self.where.partition(" (")[0]
        if not name or self.text.startswith(name):
            return self.text
        return f"{self.where}: {self.text}"


def mistakes_of(form: Json) -> list[Mistake]:
    """All of them, in the order of the form. The form's own structure must be sound."""
    places = list(places_of(form))
    return [_told(form, places, error) for error in check(form)]


def new_mistakes(before: Json, after: Json) -> list[Mistake]:
    """Those that a change has brought. Gaps are none."""
    known = [_identity(mistake) for mistake in mistakes_of(before)]
    found = []
    for mistake in mistakes_of(after):
        if _identity(mistake) in known:
            known.remove(_identity(mistake))
        elif not mistake.is_gap:
            found.append(mistake)
    return found


def _identity(mistake: Mistake) -> tuple[str, str, str]:
    return mistake.path or mistake.section, mistake.attribute, mistake.text


def _told(form: Json, places: Iterable[Place], error: DefinitionError) -> Mistake:
    at = _innermost(places, error.path)
    if at is not None:
        attribute = error.path[len(at.json_path) :].lstrip(".")
        is_gap = attribute == "fields" and not at.field.get("fields")
        name = field_name(form, at)
        return Mistake(name, at.path, "", attribute, _sentence(error.text), is_gap)
    for number, section in enumerate(sections_of(form)):
        if error.path.startswith(f"sections[{number}]"):
            attribute = error.path.partition(".")[2]
            is_gap = attribute == "fields" and not section.get("fields")
            name = section_name(form, number)
            text = _("chưa có trường nào.") if is_gap else _sentence(error.text)
            return Mistake(name, "", section["key"], attribute, text, is_gap)
    return Mistake("", "", "", error.path, _sentence(error.text))


def _innermost(places: Iterable[Place], path: str) -> Place | None:
    found = None
    for place in places:
        if path == place.json_path or path.startswith(
            (f"{place.json_path}.", f"{place.json_path}[")
        ):
            found = place
    return found


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
