"""A layer of text under the pictures of a copy, where tesseract is installed. An option: nothing
needs it (docs/digitising.md)."""
