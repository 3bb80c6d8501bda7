"""Every option that a document writes behind one of our commands is one of it."""

import re
from collections.abc import Iterator

from django.core.management import get_commands, load_command_class

from tests.architecture.test_house_rules import CHECKOUT
from tests.docs.test_what_is_named import PAGES

# A command and what stands behind it, to the end of the line, of the code or of the command.
CALL = re.compile(r"(?:manage\.py |`)([a-z]+_[a-z_]+) ([^`\n|#]*)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


def written() -> Iterator[tuple[str, str, str]]:
    """Page, command and option."""
    known = get_commands()
    for page in PAGES:
        text = page.read_text(encoding="utf-8").replace("\\\n", " ")
        for command, behind in CALL.findall(text):
            if command in known:
                for option in OPTION.findall(behind):
                    yield page.relative_to(CHECKOUT).as_posix(), command, option


def options_of(command: str) -> set[str]:
    app = get_commands()[command]
    made = load_command_class(app, command) if isinstance(app, str) else app
    parser = made.create_parser("manage.py", command)
    return {option for action in parser._actions for option in action.option_strings}


def test_options_exist() -> None:
    asked = set(written())
    assert len(asked) > 15, "the rule finds no options any more"
    assert sorted(each for each in asked if each[2] not in options_of(each[1])) == []
