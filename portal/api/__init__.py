"""The public API: `/api/v1/`, described by `/api/v1/schema/`; only the national portal writes.

It asks the same queries as the pages; serializers give names to values and hold no rules.
"""
