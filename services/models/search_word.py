"""What the search knows of words: those of the catalogue, and those that found nothing."""

from django.db import models


class SearchWord(models.Model):
    """A folded word of the catalogue (`khai`), or two that follow each other in a name
    (`khai sinh`), and in how many procedures it was at the last count. Slips of spelling are
    mended to these. Written by `services.search.vocabulary`."""

    text = models.CharField(max_length=80, primary_key=True)
    procedures = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.text


class MissedSearch(models.Model):
    """A folded phrase that found nothing on a day, and how often. No person, no address."""

    day = models.DateField()
    phrase = models.CharField(max_length=60)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "phrase"], name="missed_search_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.phrase}: {self.times}"
