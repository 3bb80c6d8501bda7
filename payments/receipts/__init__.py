"""Receipts for fees (biên lai thu phí, lệ phí): their words, their PDFs, what makes them."""
