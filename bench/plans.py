"""Plan files for the client: what is sent, line by line (see client/plan.lua and journey.lua)."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote_plus, urlencode

from bench.client.wrk import TOKEN
from bench.data.world import World
from bench.server import CHECKOUT

FOLDER = CHECKOUT / "build" / "bench"
QUERIES = (
    "ly lich tu phap", "lý lịch tư pháp", "2.000488", "khai sinh", "đăng ký kết hôn",
    "giay phep lai xe", "hộ kinh doanh", "chứng thực bản sao", "hôn nhân", "xây dựng",
    "dat dai", "trích lục", "bảo hiểm", "kinh doanh", "khong co gi nhu the",
)  # fmt: skip

# What the citizen of a journey types into the first section.
TYPED = {
    "full_name": "Trần Thị Hương Trà",
    "phone": "0905123456",
    "email": "huong.tra@motcua.example",
}
SAVED_WITH = {"csrfmiddlewaretoken": TOKEN}


def write(name: str, lines: Iterable[Iterable[str]]) -> Path:
    """The file of this plan; fields separated by tabs."""
    path = FOLDER / f"{name}.plan"
    path.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    return path


def floor() -> Path:
    """One request again and again."""
    return write("floor", [("GET", "/_bench/floor/", "", "")])


def worklist(world: World) -> Path:
    """The officer's list."""
    return write("worklist", [("GET", "/desk/", world.officer, "")])


def search() -> Path:
    """What people look for."""
    return write("search", [("GET", f"/services/?q={quote_plus(q)}", "", "") for q in QUERIES])


def read_at_desk(world: World, codes: Iterable[str]) -> Path:
    """The officer opens one dossier after another."""
    lines = (("GET", f"/desk/dossiers/{code}/", world.officer, "") for code in codes)
    return write("read_dossier", lines)


def read_by_citizen(world: World, codes: Iterable[tuple[int, str]]) -> Path:
    """Citizens look at their own."""
    lines = (("GET", f"/me/dossiers/{code}/", world.citizens[owner], "") for owner, code in codes)
    return write("read_dossier_citizen", lines)


def receive(world: World, waiting: Iterable[tuple[str, int]]) -> Path:
    """The clerk receives dossiers (code, version) one after another."""
    lines = (
        (
            "POST",
            f"/counter/dossiers/{code}/receive/",
            world.clerk,
            urlencode({"version": version, "csrfmiddlewaretoken": TOKEN}),
        )
        for code, version in waiting
    )
    return write("change_state", lines)


def file(world: World, drafts: Iterable[tuple[int, str]]) -> Path:
    """Citizens file complete drafts."""
    lines = (
        ("POST", f"/me/dossiers/{key}/check/", world.citizens[owner], filing())
        for owner, key in drafts
    )
    return write("file_dossier", lines)


def journeys(world: World, drafts: Iterable[tuple[int, str]]) -> Path:
    """Citizens open the form, save three times and file."""
    lines = (
        (
            f"/me/dossiers/{key}/sections/{world.section}/",
            f"/me/dossiers/{key}/check/",
            world.citizens[owner],
            *saves(),
            filing(),
        )
        for owner, key in drafts
    )
    return write("citizen_journey", lines)


def saves() -> list[str]:
    """Three saves while typing, each with what changed, as js/autosave.js sends them."""
    return [urlencode({**SAVED_WITH, "changed": key, key: text}) for key, text in TYPED.items()]


def filing() -> str:
    """The declaration of the check page."""
    return urlencode({"declared": "on", "csrfmiddlewaretoken": TOKEN})
