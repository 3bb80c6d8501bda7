"""A personal number on a page that somebody else might read."""


def masked(number: str) -> str:
    """`049190004747` becomes `049***747`."""
    return f"{number[:3]}***{number[-3:]}"
