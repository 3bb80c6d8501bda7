"""Models whose state changes by transitions only, safe to read again among threads."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django_fsm import FSMField


class GuardedState(models.Model):
    """Base of models with a protected FSM field.

    django-fsm-2 has a mixin for this that switches the protection off for the whole process while
    one thread reads; another thread then fails with "Direct state modification is not allowed".
    Here only this instance forgets its state before it is read anew.
    """

    class Meta:
        abstract = True

    @classmethod
    def state_field(cls) -> FSMField:
        """The field whose graph this is."""
        return next(field for field in cls._meta.concrete_fields if isinstance(field, FSMField))

    @classmethod
    def edges(cls) -> list[Any]:
        """Every edge of the graph: django-fsm's transitions (source, name, target, custom)."""
        return list(cls.state_field().get_all_transitions(cls))

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Iterable[str] | None = None,
        from_queryset: models.QuerySet[Any] | None = None,
    ) -> None:
        """Read the fields again; Django also calls it when a deferred field is asked for."""
        if fields is not None:
            fields = list(fields)
        else:
            # Named, because Django would take the state that we forget here for a deferred one.
            deferred = self.get_deferred_fields()
            columns = [field.attname for field in self._meta.concrete_fields]
            fields = [column for column in columns if column not in deferred]
            self.__dict__.pop("_prefetched_objects_cache", None)
        for field in self._meta.concrete_fields:
            if isinstance(field, FSMField) and field.attname in fields:
                self.__dict__.pop(field.attname, None)
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
