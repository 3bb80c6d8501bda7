"""Finding a procedure by words, with or without diacritics, or by code."""
