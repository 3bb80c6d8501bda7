"""The address where something that is missing is put right."""

from django.urls import reverse

from services.completeness import Gap

_PARTS = ("facts", "papers", "steps", "fees", "reductions", "form", "notices")


def place_of(code: str, gap: Gap) -> str:
    """The page of the part; the draft itself for what belongs to no part."""
    hub = reverse("services:manage_draft", args=[code])
    return f"{hub}{gap.part}/" if gap.part in _PARTS else hub
