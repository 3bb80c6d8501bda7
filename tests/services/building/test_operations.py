"""Random sequences of what an admin can do never leave a form that cannot be published but for
what is still empty, and lose nothing."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from portal.shared.errors import InvalidInput
from services.building import fields, ready, sections
from services.building.forms import find, places_of, sections_of
from services.building.guards import refuse_harm
from services.building.mistakes import mistakes_of
from services.building.outside import broken_links
from services.building.renaming import renamed_key
from services.content import RevisionContent
from services.eforms.definition import EForm
from tests.services.building.forms import CONTENT

OPERATIONS = (
    "add_section", "ready", "move_section", "copy_section", "delete_section", "add_field",
    "add_group", "add_inside", "move", "move_to_section", "copy", "delete", "rename", "retype",
    "condition",
)  # fmt: skip
steps = st.lists(
    st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 40), st.integers(0, 40)), max_size=25
)


def pick(members: list[Any], number: int) -> Any:
    return members[number % len(members)] if members else None


def after(content: RevisionContent, step: tuple[str, int, int]) -> tuple[RevisionContent, int]:
    """The content after a step, and how many fields more there must be."""
    name, first, second = step
    form = content.eform
    section = pick(sections_of(form), first)
    path = pick([place.path for place in places_of(form)], first)
    where = pick(sections_of(form), second)
    count = len(list(places_of(form)))
    made: Any = None
    more: int | None = 0
    if name == "add_section":
        made = sections.add_section(form, title=f"Phần {second}")[0]
    elif name == "ready":
        chosen = pick(list(ready.READY), first).section()
        made, more = sections.insert_section(form, chosen)[0], len(chosen["fields"])
    elif section and name == "move_section":
        made = sections.move_section(form, section["key"], 1 if second % 2 else -1)
    elif section and name == "copy_section":
        made, more = sections.copy_section(form, section["key"])[0], None
    elif section and name == "delete_section":
        made, more = sections.delete_section(form, section["key"]), None
    elif section and name in ("add_field", "add_group"):
        field: dict[str, Any] = {"key": fields.new_key(form, f"Câu {second}"), "label": "Câu hỏi"}
        field |= {"type": "text"} if name == "add_field" else {"type": "group", "item_label": "Mục"}
        made, more = fields.add_field(form, field, section=section["key"])[0], 1
    elif path and name == "add_inside" and find(form, path).field["type"] == "group":  # type: ignore[union-attr]
        field = {"key": fields.new_key(form, "Bên trong", path), "type": "text", "label": "Trong"}
        made, more = fields.add_field(form, field, group=path)[0], 1
    elif path and name == "move":
        made = fields.move_field(form, path, 1 if second % 2 else -1)
    elif path and name == "move_to_section":
        made = fields.move_to_section(form, path, where["key"])[0]
    elif path and name == "copy":
        place = find(form, path)
        made, more = fields.copy_field(form, path)[0], 1 + len(place.field.get("fields") or [])  # type: ignore[union-attr]
    elif path and name == "delete":
        made, more = fields.delete_field(form, path), None
    elif path and name in ("rename", "retype", "condition"):
        return replace_field(content, name, path, second), 0
    if made is None:
        return content, 0
    result = replace(content, eform=made)
    return result, len(list(places_of(made))) - count if more is None else more


def replace_field(content: RevisionContent, name: str, path: str, second: int) -> RevisionContent:
    place = find(content.eform, path)
    assert place is not None
    field = dict(place.field)
    if name == "rename":
        taken = fields.taken_keys(content.eform, place.group["key"] if place.group else "")
        new = f"moi_{second}"
        if new in taken:
            return content
        field["key"] = new
    elif name == "retype":
        field = {"key": field["key"], "label": field["label"], "type": "date"}
    else:
        keys = [each.key for each in places_of(content.eform)]
        field["show_if"] = {"field": pick(keys, second), "op": "filled"}
    form, changed = fields.change_field(content.eform, path, field)
    return renamed_key(replace(content, eform=form), path, changed)


EMPTY = RevisionContent("Cấp phiếu", "Tư pháp")


@given(st.sampled_from([CONTENT, EMPTY]), steps)
def test_no_sequence_of_operations_breaks_a_form(
    content: RevisionContent, sequence: list[tuple[str, int, int]]
) -> None:
    for step in sequence:
        before = content
        try:
            made, more = after(content, step)
            refuse_harm(before, made, {})
        except InvalidInput:
            continue
        if step[0] == "retype":
            more = len(list(places_of(made.eform))) - len(list(places_of(before.eform)))
        assert len(list(places_of(made.eform))) == len(list(places_of(before.eform))) + more, step
        content = made
        mistakes = mistakes_of(content.eform)
        assert [each for each in mistakes if not each.is_gap] == [], step
        assert broken_links(content) == [], step
        if not mistakes:
            assert EForm.parse(content.eform).as_json() is not None
    assert CONTENT.eform["sections"][0]["fields"][0]["key"] == "full_name", "nothing in place"
