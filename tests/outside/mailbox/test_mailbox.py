"""A mail sent over SMTP can be read on the page."""

import re
import smtplib
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from outside.mailbox.post import listen
from outside.mailbox.store import KEPT, Store
from outside.mailbox.web import serve
from tests.ports import reserved_port


@pytest.fixture
def mailbox(tmp_path) -> Iterator[tuple[int, str]]:
    """The SMTP port and the page's address of a mailbox of this test."""
    store = Store(tmp_path / "mailbox")
    post, pages = listen(store, reserved_port()), serve(store, 0)
    threading.Thread(target=pages.serve_forever, daemon=True).start()
    yield post.port, f"http://127.0.0.1:{pages.server_port}"
    post.stop()
    pages.shutdown()
    pages.server_close()


def send(port: int, subject: str, text: str, html: str = "") -> None:
    message = EmailMessage()
    message["From"], message["To"] = "portal@motcua.example", "tra@motcua.example"
    message["Subject"] = subject
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    with smtplib.SMTP("127.0.0.1", port) as client:
        client.send_message(message)


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read().decode()


def test_a_mail_is_listed_and_read(mailbox):
    port, url = mailbox
    assert "Chưa có thư nào." in read(f"{url}/")
    send(port, "Hồ sơ đã được tiếp nhận", "Kính gửi ông/bà <Trà>", "<p>Kính gửi</p>")
    listing = read(f"{url}/")
    assert "Hồ sơ đã được tiếp nhận" in listing
    assert "tra@motcua.example" in listing
    link = re.search(r'href="(/mails/[^"]+/)"', listing)[1]
    assert "Kính gửi ông/bà &lt;Trà&gt;" in read(url + link)
    assert read(f"{url}{link}html/").strip() == "<p>Kính gửi</p>"


def test_the_newest_stands_first(mailbox):
    port, url = mailbox
    for number in range(3):
        send(port, f"Thư {number}", "...")
    assert re.findall(r"Thư \d", read(f"{url}/")) == ["Thư 2", "Thư 1", "Thư 0"]


@pytest.mark.parametrize("path", ["/mails/none/", "/mails/../../etc/passwd/", "/other"])
def test_what_does_not_exist_is_not_found(mailbox, path):
    with pytest.raises(urllib.error.HTTPError) as answer:
        read(mailbox[1] + path)
    assert answer.value.code == 404


def test_the_oldest_are_forgotten(tmp_path):
    store = Store(tmp_path / "mailbox")
    for number in range(KEPT + 2):
        store.add(f"Subject: {number}\r\n\r\n".encode(), ["tra@motcua.example"])
    kept = store.newest(KEPT + 10)
    assert len(kept) == KEPT
    assert (kept[0].subject, kept[-1].subject) == (str(KEPT + 1), "2")
