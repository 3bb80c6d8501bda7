"""A receipt as the smallest PDF there is, written by hand: one line, letters of English only."""

from typing import Any


def paper(row: dict[str, Any]) -> bytes:
    """One page A5 with reference, number and amount."""
    words = f"Bien lai {row['number']}   {row['reference']}   {row['received']} {row['currency']}"
    text = f"BT /F1 8 Tf 20 560 Td ({words}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        b"<< /Size 6 /Root 1 0 R >>",
        len(out),
    )
