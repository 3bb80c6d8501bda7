"""How a signature looks on the page, as a value that waits with the item to be signed.

Legal source: NĐ 30/2020/NĐ-CP, Phụ lục I, mục II (position, image and colour of the signatures).
"""

from dataclasses import asdict, dataclass
from typing import Any, Literal, Self

Kind = Literal["copy", "head", "personal", "seal", "none"]

# Stands in a line for the moment of signing (ISO 8601), which only the signing itself knows.
SIGNING_TIME = "{time}"
# The personal signature: 50 x 20 mm.
WIDTH, HEIGHT = 141.7, 56.7


@dataclass(frozen=True)
class Place:
    """Where the personal signature stands, in points (1/72 inch).

    Either `anchor` is the id of an element of the HTML that the PDF was made from (a named
    destination of the PDF): the box then begins at the element's upper left corner. Or `x`, `y` are
    its lower left corner on `page` (0 is the first; -1 the last), counted from the page's lower
    left corner. The seal is given the same place: it finds its own beside the signature.
    """

    page: int = -1
    x: float = 0.0
    y: float = 0.0
    width: float = WIDTH
    height: float = HEIGHT
    anchor: str = ""


@dataclass(frozen=True)
class Mark:
    """What is seen of one signature.

    "copy" (of a digitised paper) and "head" (the agency's, of a form): top right of page 1, no
    image, `lines` upright black 10 pt. "personal": an image in blue at `place`; without an image of
    the key's own, the name in `lines[0]` is drawn. "seal": a red image over the left third of the
    personal signature at `place`; drawn from `lines[0]` (the agency's name). "none": nothing is
    seen.
    """

    kind: Kind
    lines: tuple[str, ...] = ()
    place: Place | None = None

    @classmethod
    def copy(cls, *, agency: str, form: str = "SAO Y") -> Self:
        """The mark of a certified electronic copy: its form, the agency, the time of signing."""
        return cls("copy", (form, agency, SIGNING_TIME))

    @classmethod
    def head(cls, *, agency: str) -> Self:
        """The agency's signature of a document without a place for one."""
        return cls("head", (agency, SIGNING_TIME))

    @classmethod
    def personal(cls, *, name: str, place: Place) -> Self:
        """The signer's own signature."""
        return cls("personal", (name,), place)

    @classmethod
    def seal(cls, *, agency: str, place: Place) -> Self:
        """The agency's seal; `place` is that of the personal signature."""
        return cls("seal", (agency,), place)

    def as_json(self) -> dict[str, Any]:
        """For the row of the item."""
        place = asdict(self.place) if self.place else None
        return {"kind": self.kind, "lines": list(self.lines), "place": place}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        """What `as_json` made."""
        place = value.get("place")
        return cls(value["kind"], tuple(value["lines"]), Place(**place) if place else None)


INVISIBLE = Mark("none")
