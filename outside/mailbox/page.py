"""The mailbox's pages, written by hand: a list, a mail, its HTML part."""

from datetime import timedelta, timezone
from html import escape

from outside.mailbox.store import Mail

PROVINCE_TIME = timezone(timedelta(hours=7))

STYLE = """
:root { color-scheme: light dark; }
body { font: 17px/1.55 system-ui, sans-serif; margin: 24px auto; max-width: 60rem; }
main { padding: 0 16px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 8px; border-bottom: 1px solid #d8d2c8; vertical-align: top; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
iframe { width: 100%; height: 32rem; border: 1px solid #d8d2c8; background: #fff; }
dt { font-weight: 600; }
"""


def listing(mails: list[Mail]) -> str:
    """All mails, each a link."""
    if not mails:
        return _page("Hộp thư thử nghiệm", "<p>Chưa có thư nào.</p>")
    rows = "".join(
        f"<tr><td>{_moment(mail)}</td><td>{escape(mail.recipient)}</td>"
        f'<td><a href="/mails/{escape(mail.key)}/">{escape(mail.subject)}</a></td></tr>'
        for mail in mails
    )
    head = "<tr><th>Lúc</th><th>Gửi đến</th><th>Tiêu đề</th></tr>"
    return _page(
        "Hộp thư thử nghiệm",
        "<p>Mọi thư của bản chạy thử nằm ở đây, không thư nào được gửi đi.</p>"
        f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>",
    )


def reading(mail: Mail) -> str:
    """One mail: its heads, its text, and its HTML part in a frame."""
    html = (
        f'<h2>Bản HTML</h2><iframe title="Bản HTML" sandbox src="/mails/{escape(mail.key)}/html/">'
        "</iframe>"
        if mail.body("html")
        else ""
    )
    return _page(
        mail.subject,
        '<p><a href="/">Tất cả thư</a></p>'
        f"<dl><dt>Từ</dt><dd>{escape(str(mail.message['From'] or ''))}</dd>"
        f"<dt>Gửi đến</dt><dd>{escape(mail.recipient)}</dd>"
        f"<dt>Lúc</dt><dd>{_moment(mail)}</dd></dl>"
        f"<pre>{escape(mail.body('plain'))}</pre>{html}",
    )


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="/style.css"></head>'
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )


def _moment(mail: Mail) -> str:
    return f"{mail.received_at.astimezone(PROVINCE_TIME):%H:%M:%S %d/%m/%Y}"
