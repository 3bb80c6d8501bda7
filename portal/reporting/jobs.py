"""Jobs by name."""

CATALOGUE = "catalogue"

COUNT_USAGE = "reporting.count_usage"
