"""What a page says to people: its texts, and the attributes that are read out or shown."""

from html.parser import HTMLParser

_SHOWN = ("alt", "aria-label", "content", "placeholder", "title", "value")
_UNSEEN = ("script", "style")
_VOID = ("br", "hr", "img", "input", "link", "meta", "path", "source", "wbr")

Attributes = list[tuple[str, str | None]]


def words_of(html: str) -> list[str]:
    """Texts and telling attributes in order, with their spaces joined; but nothing of an element
    that says that it is in another language (the switch)."""
    reader = _Reader()
    reader.feed(html)
    return [text for text in (" ".join(words.split()) for words in reader.found) if text]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._passed_over: list[str] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if self._passed_over or tag in _UNSEEN or ("lang" in dict(attrs) and tag != "html"):
            if tag not in _VOID:
                self._passed_over.append(tag)
            return
        self.handle_startendtag(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        if not self._passed_over:
            self.found += [
                value
                for name, value in attrs
                if value and (name in _SHOWN or name.startswith("data-"))
            ]

    def handle_endtag(self, tag: str) -> None:
        if tag in self._passed_over:
            while self._passed_over.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._passed_over:
            self.found.append(data)
