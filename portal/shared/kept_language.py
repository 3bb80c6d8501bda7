"""Words that are kept: histories, records, letters and papers stay in the office's language."""

from django.conf import settings
from django.utils import translation


def kept_language() -> translation.override:
    """`with kept_language():` words made inside are Vietnamese, whoever acts reads what."""
    return translation.override(settings.LANGUAGE_CODE)
