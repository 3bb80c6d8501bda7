"""A clerk's browser that goes on whatever happens to the server, and forgets when it is closed."""

import html
import random
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import requests

from tests.counter.signing_world import BOOK, CARD, PIN
from tests.scans import as_jpeg, text_page

CSRF = "b" * 32
PATIENCE_SECONDS = 600
PAGES = {paper: as_jpeg(text_page(seed=seed)) for seed, paper in enumerate((CARD, BOOK))}


@dataclass
class Seen:
    """What the server has said that it has: it must be there in the end."""

    card: str
    answers: dict[str, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)


class ClosedBrowser(Exception):
    """Everything that only the browser knew is gone."""


class Browser:
    """Requests as a browser makes them; who does not get an answer tries again."""

    def __init__(self, url: str, cookies: dict[str, str], *, closes: float) -> None:
        self.url = url
        self.cookies = {**cookies, "csrftoken": CSRF}
        self.closes = closes

    def get(self, path: str) -> requests.Response:
        return self._ask("GET", path)

    def post(self, path: str, **given: object) -> requests.Response:
        """Sometimes the browser is closed before it asks, sometimes before it reads the answer."""
        if random.random() < self.closes / 2:
            raise ClosedBrowser
        answer = self._ask("POST", path, **given)
        if random.random() < self.closes / 2:
            raise ClosedBrowser
        return answer

    def _ask(self, method: str, path: str, **given: object) -> requests.Response:
        headers = {"X-CSRFToken": CSRF, "Referer": self.url, **given.pop("headers", {})}  # type: ignore[dict-item]
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            try:
                answer = requests.request(
                    method, self.url + path, cookies=self.cookies, headers=headers, timeout=60,
                    allow_redirects=False, **given,  # type: ignore[arg-type]
                )  # fmt: skip
            except requests.RequestException:
                headers["X-Again"] = "1"
                time.sleep(0.1)
                continue
            if answer.status_code < 500:
                return answer
            headers["X-Again"] = "1"
            time.sleep(0.1)
        raise AssertionError(f"{method} {path}: no answer")


class Clerk:
    """Brings one client after the other from the card to the filed dossier, by the pages alone."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def serve(self, card: str, answers: dict[str, str]) -> Seen:
        """One client. Closed browsers are opened again and find the intake by themselves."""
        seen = Seen(card)
        self._whatever_happens(lambda: self._until_filed(seen, answers))
        # Who holds the slip is not served again, even if nobody saw that the intake was closed.
        self._whatever_happens(self._leave)
        return seen

    def _whatever_happens(self, do: Callable[[], None]) -> None:
        """Until it is done, however often the browser is closed."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            with suppress(ClosedBrowser):
                return do()
        raise AssertionError("not done")

    def _until_filed(self, seen: Seen, answers: dict[str, str]) -> None:
        """From wherever the intake stands until the slip is printed."""
        here = self._intake()
        step = self._step(here)
        while step not in ("pay", "slip"):
            getattr(self, f"_{step}")(here, seen, answers)
            step = self._step(here)

    def _leave(self) -> None:
        """The client goes; the next one finds a clean desk."""
        here = self._open_intake()
        if here:
            self.browser.post(f"{here}close/")

    def _intake(self) -> str:
        """The open one; else a new one."""
        here = self._open_intake()
        if here:
            return here
        answer = self.browser.post("/counter/intake/open/")
        address = urlsplit(answer.headers.get("Location", "")).path
        return address if address.count("/") > 3 else self._intake()

    def _open_intake(self) -> str:
        """As the page of the start leads to it; empty when there is none."""
        text = self.browser.get("/counter/intake/").text
        found = re.search(r'href="(/counter/intake/[0-9a-f-]{36}/)"', text)
        return found[1] if found else ""

    def _step(self, here: str) -> str:
        address = urlsplit(self.browser.get(here).headers["Location"]).path
        return address.removeprefix(here).partition("/")[0]

    def _identify(self, here: str, seen: Seen, _answers: dict[str, str]) -> None:
        answer = self.browser.post(f"{here}identify/", data={"q": seen.card})
        where = answer.headers.get("Location", "")
        if where.endswith("/person/new/"):
            self._new_person(here)
        elif where.endswith("/person/"):
            page = self.browser.get(where).text
            self.browser.post(where, data={"citizen": _value(page, "citizen")})

    def _new_person(self, here: str) -> None:
        page = self.browser.get(f"{here}person/new/").text
        names = ("identity_number", "full_name", "birth_date", "address_line")
        data = {name: _value(page, name) for name in names}
        data |= {"sex": "female", "commune": "20974", "phone": ""}
        self.browser.post(f"{here}person/new/", data=data)

    def _consent(self, here: str, _seen: Seen, _answers: dict[str, str]) -> None:
        self.browser.post(f"{here}consent/", data={"how": "screen", "agreed": "1"})

    def _procedure(self, here: str, _seen: Seen, _answers: dict[str, str]) -> None:
        data = {"code": "2.000488", "provenance": "digitised", "q": ""}
        self.browser.post(f"{here}procedure/", data=data)

    def _form(self, here: str, seen: Seen, answers: dict[str, str]) -> None:
        """Saved while it is typed, then the papers and the PIN."""
        for name, value in answers.items():
            saved = self.browser.post(
                f"{here}form/", data={"changed": name, name: value}, headers={"X-Autosave": "1"}
            )
            if saved.status_code == 200:
                seen.answers[name] = value
        self._papers(here, seen)
        self._sign(here)

    def _papers(self, here: str, seen: Seen) -> None:
        shown = self.browser.get(f"{here}papers/").text
        for paper, content in PAGES.items():
            if re.search(rf'data-paper="{paper}"(?:(?!data-paper=).)*data-page=', shown, re.DOTALL):
                continue
            answer = self.browser.post(
                f"{here}pages/add/", data={"paper": paper, "source": ""},
                files={"file": (f"{paper}.jpg", content)}, headers={"X-Upload": "1"},
            )  # fmt: skip
            if answer.status_code == 200:
                seen.pages.append(paper)
        self.browser.post(f"{here}pages/sort/", data={"do": "seen"})

    def _sign(self, here: str) -> None:
        """With the PIN; what is not ready yet is refused, and tried again by the next round."""
        time.sleep(0.3)
        self.browser.post(f"{here}sign/", data={"pin": PIN, "receive": "1"})


def _value(page: str, name: str) -> str:
    control = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    value = re.search(r'value="([^"]*)"', control[0]) if control else None
    return html.unescape(value[1]) if value else ""
