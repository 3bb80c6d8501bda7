"""The columns of a table of procedures."""

COLUMNS = (
    "code",
    "code_local_h47",
    "name_vi",
    "field",
    "level",
    "agency",
    "time_value",
    "time_unit",
    "time_note",
    "fee_vnd",
    "fee_note",
    "fee_legal_basis",
    "documents",
    "online_level_34",
    "online_level_stated",
    "as_of",
    "confidence",
    "memory_columns",
    "source_url",
    "notes",
)
# May follow the columns above, in any order; a table without them leaves what they say as it is.
MORE_COLUMNS = ("audience", "legal_time_value", "legal_basis", "results")
