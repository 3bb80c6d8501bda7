"""The table that ships with the portal, which was read by hand where its words needed it."""

from functools import cache

from services.importing.handmade import DATA
from services.importing.reading import read


@cache
def shipped_cells() -> dict[str, dict[str, str]]:
    """The cells of its rows by code."""
    records, _torn = read((DATA / "procedures.csv").read_bytes())
    return {record.values["code"]: record.values for record in records}
