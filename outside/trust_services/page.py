"""The stand-in's page, written by hand: certificates, faults to order."""

from html import escape

from outside.trust_services.faults import KNOWN
from outside.trust_services.register import Certified

STYLE = """
:root { color-scheme: light dark; }
body { font: 17px/1.55 system-ui, sans-serif; margin: 24px auto; max-width: 64rem; }
main { padding: 0 16px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 8px; border-bottom: 1px solid #8d867b; vertical-align: top; }
button, input { font: inherit; min-height: 44px; padding: 4px 12px; }
input { width: 5rem; }
small { font-size: 14px; }
"""


def home(holders: list[Certified]) -> str:
    """What is offered and who has been certified."""
    rows = "".join(_holder(each) for each in reversed(holders))
    return _page(
        "Dịch vụ chứng thực chữ ký số (mô phỏng)",
        "<p>Chứng thư, dấu thời gian và ký số từ xa của bản chạy thử. Không có giá trị pháp lý.</p>"
        '<p><a href="/root.pem">Chứng thư gốc</a> · <a href="/faults">Đặt lỗi để thử</a></p>'
        '<h2>Chứng thư đã cấp</h2><div class="scroll"><table><thead><tr><th>Người đứng tên</th>'
        "<th>Hiệu lực</th><th>Tình trạng</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></div>",
    )


def faults(ordered: dict[str, dict[str, int]]) -> str:
    """What can go wrong and what has been ordered."""
    rows = "".join(_fault(name, ordered.get(name)) for name in KNOWN)
    return _page(
        "Đặt lỗi để thử",
        "<p>Mỗi lỗi xảy ra số lần đã đặt, rồi mọi việc lại như thường.</p>"
        '<div class="scroll"><table><thead><tr><th>Lỗi</th><th>Còn</th><th>Đặt</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
        '<form method="post" action="/faults">'
        '<button name="clear" value="1">Bỏ mọi lỗi</button></form>'
        '<p><a href="/">Các chứng thư đã cấp</a></p>',
    )


def _holder(holder: Certified) -> str:
    organisation = f"<br>{escape(holder.organisation)}" if holder.organisation else ""
    revoke = (
        f"Đã thu hồi {escape(holder.revoked_at)}"
        if holder.revoked_at
        else '<form method="post" action="/revoke">'
        f'<button name="serial" value="{holder.serial}">Thu hồi</button></form>'
    )
    kept = "<br><small>Khóa do dịch vụ ký số từ xa giữ</small>" if holder.pin else ""
    return (
        f"<tr><td>{escape(holder.common_name)}{organisation}"
        f"<br><small>{escape(holder.label)}</small>{kept}</td>"
        f"<td>{escape(holder.valid_from[:10])} – {escape(holder.valid_to[:10])}</td>"
        f"<td>{revoke}</td></tr>"
    )


def _fault(name: str, ordered: dict[str, int] | None) -> str:
    fault = KNOWN[name]
    left = f"{ordered['count']} lần" if ordered else "–"
    number = (
        f'<input type="number" name="value" value="{fault.value}" '
        f'aria-label="{escape(fault.unit)}: {escape(fault.label)}">'
        if fault.unit
        else ""
    )
    return (
        f"<tr><td>{escape(fault.label)}<br><small>{name}</small></td><td>{left}</td>"
        f'<td><form method="post" action="/faults"><input type="hidden" name="name" value="{name}">'
        f'<input type="number" name="count" value="1" min="0" '
        f'aria-label="Số lần: {escape(fault.label)}">{number}<button>Đặt</button></form></td></tr>'
    )


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="/style.css"></head>'
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )
