"""What a table is to whoever reads it."""

from collections.abc import Iterator

# The line of the file (CSV) or the row of the sheet (XLSX), from 1, and the text of each cell. The
# first row is the header. Empty rows may come, as a list that is empty or of empty texts.
Rows = Iterator[tuple[int, list[str]]]

# More procedures than a country has.
MOST_ROWS = 50_000
