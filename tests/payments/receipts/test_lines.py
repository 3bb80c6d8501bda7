"""The lines of a receipt."""

from payments.receipts.lines import ReceiptLine, lines_of

FEE = {"key": "fee", "kind": "phi", "name": "Phí", "amount_vnd": 200_000, "explanation": "1 phiếu",
       "legal_basis": "TT 244/2016"}  # fmt: skip
COPY = {"key": "copy", "kind": "le_phi", "name": "Bản sao", "amount_vnd": 10_000}
HALF = {"key": "half", "name": "Giảm 50%", "amount_vnd": -100_000, "line": "fee",
        "reason": "nộp trực tuyến", "legal_basis": "NQ 47/2021"}  # fmt: skip


def test_a_reduction_stands_under_its_line():
    assert lines_of([FEE, COPY, HALF]) == [
        ReceiptLine("Phí", "Phí", ("1 phiếu", "Căn cứ: TT 244/2016"), 200_000),
        ReceiptLine("", "Giảm 50%", ("Vì nộp trực tuyến", "Căn cứ: NQ 47/2021"), -100_000),
        ReceiptLine("Lệ phí", "Bản sao", (), 10_000),
    ]


def test_nothing_is_lost_of_old_quotes():
    """Theirs have reductions of the whole sum, and lines without keys."""
    old = [{"name": "Phí", "amount_vnd": 200_000}, {"name": "Giảm", "amount_vnd": -100_000}]
    assert [line.name for line in lines_of(old)] == ["Phí", "Giảm"]


def test_a_reduction_of_an_unknown_line_stays():
    assert [line.name for line in lines_of([HALF, COPY])] == ["Giảm 50%", "Bản sao"]
