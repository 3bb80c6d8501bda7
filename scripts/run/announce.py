"""Tells where everything is, once everything answers."""

import sys
import time
import urllib.error
import urllib.request

from scripts.run import ports

PATIENCE_SECONDS = 60

PEOPLE = """
  Mật khẩu / password: motcua-demo      Mã xác thực cán bộ / staff second factor: 123456
    tra@motcua.example               công dân / citizen
    lan@motcua.example               công dân / citizen
    clerk@motcua.example             cán bộ một cửa / clerk
    officer@motcua.example           cán bộ thụ lý / officer
    leader@motcua.example            lãnh đạo / leader
    leader.motcua@motcua.example     lãnh đạo Trung tâm một cửa / leader of the one-stop centre
    admin@motcua.example             quản trị tỉnh / provincial administrator
    auditor@motcua.example           kiểm tra / auditor
    clerk.tamtien@motcua.example     cán bộ một cửa xã Tam Tiến / clerk of the commune
    officer.tamtien@motcua.example   cán bộ thụ lý xã Tam Tiến / officer of the commune
"""


def announce_when_ready() -> None:
    """Wait until all answer, then print; after a minute say who does not."""
    end = time.monotonic() + PATIENCE_SECONDS
    while waiting := _silent():
        if time.monotonic() > end:
            _print(f"\nChưa trả lời / not answering yet: {', '.join(sorted(waiting))}\n")
            return
        time.sleep(0.2)
    _print(_text())


def _silent() -> set[str]:
    silent = {port.process for port in ports.ALL if not ports.is_open(port)}
    return silent if _web_is_ready() else silent | {"web"}


def _web_is_ready() -> bool:
    try:
        url = f"http://127.0.0.1:{ports.WEB.number}/health/ready"
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def _text() -> str:
    addresses = (
        ("Một Cửa", ports.WEB),
        ("Cổng quốc gia (mô phỏng) / national portal stub", ports.NATIONAL),
        ("Thanh toán (mô phỏng) / payment sandbox", ports.SANDBOX),
        ("Nền tảng thanh toán quốc gia (mô phỏng) / payment platform stand-in", ports.PLATFORM),
        ("Chứng thực chữ ký số (mô phỏng) / signature trust services", ports.TRUST),
        ("Hộp thư / mailbox", ports.MAILBOX),
    )
    lines = "\n".join(f"  http://127.0.0.1:{port.number:<5}  {name}" for name, port in addresses)
    return f"\nSẵn sàng / ready\n{lines}\n{PEOPLE}\n  Dừng lại / stop: Ctrl-C\n\n"


def _print(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
