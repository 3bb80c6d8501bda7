"""What of ISO 19005-2 (PDF/A-2, level b) is checked here; the list is in docs/signing-checks.md.

A reading of the standard's clauses against the objects of the file, with qpdf for its syntax: the
validators that the project can have do not know signed files.
Each check yields what is wrong, beginning with its clause.
"""

import io
import re
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

_ACTIONS = {"/GoTo", "/GoToR", "/Thread", "/URI", "/Named", "/SubmitForm"}
_ANNOTATIONS_NO = {"/3D", "/Sound", "/Screen", "/Movie"}
_OPERATORS = frozenset(
    "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k "  # noqa: SIM905
    "l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W "
    "W* y ' \"".split()
)
_INVISIBLE, _HIDDEN, _PRINT, _NO_VIEW, _TOGGLE = 1, 2, 4, 32, 256
_MOST_NESTED = 28
_LONGEST_NAME = 127


def problems_of(data: bytes) -> list[str]:
    """What is wrong; empty when all checks pass."""
    found = [*_header(data)]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found += [f"qpdf: {each}" for each in pdf.check_pdf_syntax()]
        things = list(_all_dictionaries(pdf))
        for check in _OF_FILE:
            found += check(pdf)
        for thing in things:
            for look in _OF_THINGS:
                found += look(thing)
    return found


def _header(data: bytes) -> Iterator[str]:
    lines = data[:64].split(b"\n")
    if not re.fullmatch(rb"%PDF-1\.[0-7]\r?", lines[0]):
        yield "6.1.2: no header at the first byte"
    if not re.match(rb"%[\x80-\xff]{4}", lines[1]):
        yield "6.1.2: the second line has no four bytes above 127"
    if not data.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield "6.1.3: something follows the end"


def _trailer(pdf: Pdf) -> Iterator[str]:
    if "/ID" not in pdf.trailer:
        yield "6.1.3: the trailer has no ID"
    if pdf.is_encrypted:
        yield "6.1.3: encrypted"


def _metadata(pdf: Pdf) -> Iterator[str]:
    stream = pdf.Root.get("/Metadata")
    if stream is None:
        yield "6.6.2: no XMP metadata"
        return
    packet = stream.read_bytes().split(b"?>")[0]
    if b"bytes=" in packet or b"encoding=" in packet:
        yield "6.6.2: the packet's header says bytes or encoding"
    with pdf.open_metadata() as metadata:
        part, level = metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance")
        if (part, level) not in (("2", "B"), ("2", "U"), ("2", "A")):
            yield f"6.6.4: the metadata claim part {part}, conformance {level}"
        title = pdf.docinfo.get("/Title")
        if title is not None and str(title) != str(metadata.get("dc:title")):
            yield "6.6.3: title of the information and of the metadata differ"


def _output_intent(pdf: Pdf) -> Iterator[str]:
    intents = [each for each in pdf.Root.get("/OutputIntents", Array()) if each.S == "/GTS_PDFA1"]
    if len(intents) != 1:
        yield f"6.2.3: {len(intents)} output intents for PDF/A"
        return
    profile = intents[0].get("/DestOutputProfile")
    if profile is None:
        yield "6.2.3: the output intent has no ICC profile"
        return
    icc = profile.read_bytes()
    channels = {b"RGB ": 3, b"GRAY": 1, b"CMYK": 4}.get(icc[16:20])
    if icc[36:40] != b"acsp" or channels != int(profile.N):
        yield "6.2.3: the ICC profile is none, or of another number of colours"
    if icc[8] > 4 or (icc[8] == 4 and icc[9] > 0x20) or icc[12:16] not in (b"mntr", b"prtr"):
        yield "6.2.3: the ICC profile is newer than 4.2, or of no output device"


def _catalogue(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    if "/AA" in root or (
        isinstance(root.get("/OpenAction"), Dictionary) and _is_bad(root.OpenAction)
    ):
        yield "6.5.2: the catalogue acts by itself"
    if "/EmbeddedFiles" in root.get("/Names", Dictionary()) or "/AF" in root:
        yield "6.8: files are embedded"
    if "/JavaScript" in root.get("/Names", Dictionary()):
        yield "6.5.1: JavaScript"
    form = root.get("/AcroForm", Dictionary())
    if "/XFA" in form or form.get("/NeedAppearances", False):
        yield "6.4: a form that is drawn when it is opened"
    if any("/Name" not in each for each in _layers(root)):
        yield "6.9: a configuration of layers has no name"


def _layers(root: Dictionary) -> list[Dictionary]:
    properties = root.get("/OCProperties")
    return [properties.D, *properties.get("/Configs", Array())] if properties is not None else []


def _pages(pdf: Pdf) -> Iterator[str]:
    for page in pdf.pages:
        if "/AA" in page:
            yield "6.5.2: a page acts by itself"
        width, height = (float(page.mediabox[2 + i]) - float(page.mediabox[i]) for i in (0, 1))
        if not (3 <= width <= 14400 and 3 <= height <= 14400):
            yield "6.1.13: a page is too small or too large"
        yield from _content(page)


def _content(page: pikepdf.Page) -> Iterator[str]:
    nested = deepest = 0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name not in _OPERATORS and not name.startswith("INLINE"):
            yield f"6.2.2: unknown operator {name}"
        if name in ("k", "K"):
            yield "6.2.4.3: colours of a printing press without such an output intent"
        nested += {"q": 1, "Q": -1}.get(name, 0)
        deepest = max(deepest, nested)
        del operands
    if deepest > _MOST_NESTED:
        yield "6.1.13: graphics states are nested too deep"


def _font(thing: Dictionary) -> Iterator[str]:
    if thing.get("/Type") != Name.Font or thing.get("/Subtype") in ("/Type3", "/Type0"):
        return
    descriptor = thing.get("/FontDescriptor", Dictionary())
    if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        yield f"6.2.11.4: font {thing.get('/BaseFont')} is not embedded"
    if thing.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in thing:
        yield f"6.2.11.3: font {thing.get('/BaseFont')} has no CIDToGIDMap"


def _action(thing: Dictionary) -> Iterator[str]:
    if _is_bad(thing):
        yield f"6.5.1: action {thing.S}"
    if "/JS" in thing:
        yield "6.5.1: JavaScript"


def _is_bad(thing: Dictionary) -> bool:
    action = thing.get("/Type") == Name.Action or "/Next" in thing
    known = str(thing.get("/S", "")) in {"/JavaScript", "/Launch", "/ImportData", "/Rendition"}
    return known or (action and str(thing.get("/S", "")) not in _ACTIONS)


def _annotation(thing: Dictionary) -> Iterator[str]:
    subtype = str(thing.get("/Subtype", ""))
    if "/Rect" not in thing or subtype in ("", "/Popup"):
        return
    if subtype in _ANNOTATIONS_NO:
        yield f"6.3.1: annotation {subtype}"
    flags = int(thing.get("/F", 0))
    if not flags & _PRINT or flags & (_INVISIBLE | _HIDDEN | _NO_VIEW | _TOGGLE):
        yield f"6.3.2: annotation {subtype} is hidden, or not printed"
    x0, y0, x1, y1 = (float(edge) for edge in thing.Rect)
    if subtype != "/Link" and x0 != x1 and y0 != y1 and "/N" not in thing.get("/AP", Dictionary()):
        yield f"6.3.3: annotation {subtype} has no appearance"
    if subtype == "/Widget" and ("/A" in thing or "/AA" in thing):
        yield "6.4.1: a form field acts"


def _stream(thing: Dictionary | Stream) -> Iterator[str]:
    if not isinstance(thing, Stream):
        return
    filters = thing.get("/Filter", Array())
    names = {str(each) for each in (filters if isinstance(filters, Array) else [filters])}
    if names & {"/LZWDecode", "/Crypt"}:
        yield f"6.1.7: filter {names}"
    if {"/F", "/FFilter", "/FDecodeParms"} & set(thing.keys()):
        yield "6.1.7: a stream lies in another file"
    subtype = str(thing.get("/Subtype", ""))
    if subtype == "/PS" or "/Ref" in thing or "/OPI" in thing:
        yield "6.2.9: a foreign or PostScript object is painted"
    if subtype == "/Image":
        yield from _image(thing)


def _image(thing: Stream) -> Iterator[str]:
    if "/Alternates" in thing or bool(thing.get("/Interpolate", False)):
        yield "6.2.8: a picture with alternates, or interpolated"
    if thing.get("/ColorSpace") == Name.DeviceCMYK:
        yield "6.2.4.3: colours of a printing press without such an output intent"


def _graphics_state(thing: Dictionary) -> Iterator[str]:
    if thing.get("/Type") != Name.ExtGState:
        return
    if "/TR" in thing or thing.get("/TR2", Name.Default) != Name.Default or "/HTP" in thing:
        yield "6.2.5: a transfer function"


def _signature(thing: Dictionary) -> Iterator[str]:
    if "/ByteRange" not in thing:
        return
    if len(thing.ByteRange) != 4 or int(thing.ByteRange[0]) != 0:
        yield "6.4.3: a signature does not cover its revision as a whole"


def _names(thing: Dictionary) -> Iterator[str]:
    if any(len(key.encode()) > _LONGEST_NAME for key in thing.keys()):  # noqa: SIM118 - no mapping
        yield "6.1.13: a name is too long"


_OF_FILE: tuple[Callable[[Pdf], Iterator[str]], ...] = (
    _trailer, _metadata, _output_intent, _catalogue, _pages,
)  # fmt: skip
_OF_THINGS: tuple[Callable[[Dictionary], Iterator[str]], ...] = (
    _font, _action, _annotation, _stream, _graphics_state, _signature, _names,
)  # fmt: skip


def _all_dictionaries(pdf: Pdf) -> Iterator[Dictionary | Stream]:
    """Every dictionary of the file, those inside others too."""
    waiting: list[Object] = [*pdf.objects]
    while waiting:
        thing = waiting.pop()
        members: list[Object] = []
        if isinstance(thing, Array):
            members = list(thing)
        elif isinstance(thing, Dictionary | Stream):
            yield thing
            members = [thing[key] for key in thing.keys()]  # noqa: SIM118 - no mapping
        waiting += [
            each
            for each in members
            if isinstance(each, Array | Dictionary) and not each.is_indirect
        ]
