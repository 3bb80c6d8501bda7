"""The columns of a file of procedures."""

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
