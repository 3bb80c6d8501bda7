"""Error pages show without a request, and say how to go on."""

import pytest
from django.template.loader import render_to_string


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500", "503"])
def test_renders_from_nothing(name: str) -> None:
    html = render_to_string(f"errors/{name}.html", {})

    assert '<html lang="vi">' in html
    assert html.count("<h1>") == 1
    assert 'href="/"' in html
    assert "Một Cửa</title>" in html


def test_too_many_tries_says_how_long_to_wait() -> None:
    assert "Hãy đợi 5 phút rồi thử lại." in render_to_string("errors/429.html", {"wait_minutes": 5})
