"""Fees: rules as data, pure calculators, and the quote that explains itself."""
