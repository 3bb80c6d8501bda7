"""What a test reads off a page."""

import html
import re

from django.http import HttpResponse


def text_of(response: HttpResponse) -> str:
    """The words of the page without its tags, in one line."""
    content = response.content.decode()
    body = content.partition("<main>")[2].partition("</main>")[0] or content
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
    return re.sub(r" ([.,;])", r"\1", words)


def hidden(response: HttpResponse, name: str) -> str:
    """The value of a hidden field."""
    main = response.content.decode().partition('id="main"')[2]
    found = re.search(rf'name="{name}" value="([^"]*)"', main)
    assert found, f"no hidden field {name}"
    return found[1]
