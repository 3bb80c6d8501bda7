"""Thủ tục hành chính."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from services.models.sector import Sector


class Procedure(models.Model):
    """Thủ tục hành chính: one administrative procedure with its national code.

    `search_text`, `search_vector` and `search_order` are folded (no diacritics) and written by
    `services.search.indexing` only; `search_order` says which of many that match are looked at.
    `popularity` puts what people ask for most often first among procedures that match equally
    well; it is data, not a figure of use.
    """

    code = models.CharField(max_length=40, unique=True)
    local_code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=600)
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="procedures")
    current_revision = models.OneToOneField(
        "Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    popularity = models.PositiveSmallIntegerField(default=0)
    search_text = models.TextField(blank=True)
    search_vector = SearchVectorField(null=True, editable=False)
    search_order = models.IntegerField(default=0, editable=False)

    class Meta:
        ordering = ["name"]
        indexes = [
            GinIndex(fields=["search_vector"], name="procedure_search"),
            models.Index(fields=["-search_order", "id"], name="procedure_search_order"),
            models.Index(
                fields=["search_text"], name="procedure_begins", opclasses=["text_pattern_ops"]
            ),
            models.Index(fields=["-popularity", "name", "id"], name="procedure_browse"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
