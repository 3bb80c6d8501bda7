"""What can be wrong with a form's definition and with an answer."""


class DefinitionError(ValueError):
    """A form's JSON cannot be used; `path` names the place, as in `sections[0].fields[2].type`.

    `key` and `label` are those of the field (or the section) that the path lies in, as far as they
    can be read.
    """

    def __init__(self, path: str, text: str, *, key: str = "", label: str = "") -> None:
        super().__init__(f"{path}: {text}" if path else text)
        self.path = path
        self.text = text
        self.key = key
        self.label = label


class FieldError(ValueError):
    """An answer cannot be used; `str(error)` says in Vietnamese how to mend it.

    `part` names the control within the field that needs mending (`line` of an address).
    """

    def __init__(self, text: str, *, part: str = "") -> None:
        super().__init__(text)
        self.part = part
