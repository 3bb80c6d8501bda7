"""`make reset`: forget the demo's databases and files."""

import shutil
import sys

from portal.shared.embedded_postgres import DEMO
from portal.shared.embedded_postgres.handle import is_used
from scripts.run.environment import CHECKOUT

FILES = ("media", "mailbox", "trust-services", "trust", "keys")


def main() -> int:
    """1 and one line while the demo is running."""
    if is_used(DEMO):
        sys.stderr.write(
            "LỖI / ERROR: bản chạy thử đang chạy, hãy dừng nó bằng Ctrl-C rồi chạy lại / the demo "
            "is running, stop it with Ctrl-C and run again: make reset\n"
        )
        return 1
    shutil.rmtree(DEMO.home, ignore_errors=True)
    for name in FILES:
        shutil.rmtree(CHECKOUT / "var" / name, ignore_errors=True)
    sys.stdout.write(
        "Đã xóa dữ liệu chạy thử / demo data forgotten. Bắt đầu lại / again: make run\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
