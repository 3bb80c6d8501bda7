"""How the signatures of a result look. They stand at the element `sign-here` of its template."""

from portal.signatures.marks import Mark, Place

# The id of the element inside `sign__space` of every template of results (templates/pdf).
PLACE_OF_SIGNATURE = "sign-here"
PLACE = Place(anchor=PLACE_OF_SIGNATURE)


def of_signer(name: str) -> Mark:
    """The leader's own, in blue."""
    return Mark.personal(name=name, place=PLACE)


def on_top(name: str) -> Mark:
    """The agency's on a form: its name and the moment, upper right, as on a file without a place
    of signature (NĐ 30/2020/NĐ-CP, Phụ lục I, mục II)."""
    return Mark.head(agency=name)


def of_agency(name: str) -> Mark:
    """The seal, in red over the left third of the signer's."""
    return Mark.seal(agency=name, place=PLACE)
