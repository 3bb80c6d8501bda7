"""The public API, read-only: `/api/v1/`, described by `/api/v1/schema/`.

It asks the same queries as the pages; serializers give names to values and hold no rules.
"""
