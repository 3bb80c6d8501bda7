"""`python -m outside.mailbox`: SMTP on one port, the page on another, until stopped."""

import os
import signal
import sys
import threading
from pathlib import Path

from outside.mailbox.post import listen
from outside.mailbox.store import Store
from outside.mailbox.web import serve


def main() -> int:
    """Serve until SIGTERM or SIGINT."""
    smtp_port = int(os.environ.get("MOTCUA_PORT_MAIL", "8025"))
    page_port = int(os.environ.get("MOTCUA_PORT_MAILBOX", "8026"))
    leave = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: leave.set())
    store = Store(Path(os.environ.get("MOTCUA_MAILBOX_FOLDER", "var/mailbox")))
    try:
        pages = serve(store, page_port)
        post = listen(store, smtp_port)
    except OSError as error:
        sys.stderr.write(f"Hộp thư / mailbox: {error.strerror}: {smtp_port}, {page_port}\n")
        return 1
    threading.Thread(target=pages.serve_forever, daemon=True).start()
    leave.wait()
    post.stop()
    pages.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
