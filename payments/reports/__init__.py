"""The report about a day's reconciliation: its words and its PDF."""
