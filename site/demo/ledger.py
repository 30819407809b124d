"""What of the demo has been loaded into this database, and as which row."""

from typing import TypeVar

from django.db import models

from demo.models import LoadedPart

Row = TypeVar("Row", bound=models.Model)


class Ledger:
    """Read once, so that a start with nothing to do costs one query."""

    def __init__(self) -> None:
        self._ids = dict(LoadedPart.objects.values_list("key", "object_id"))

    def __len__(self) -> int:
        return len(self._ids)

    def has(self, key: str) -> bool:
        return key in self._ids

    def record(self, key: str, row: models.Model) -> None:
        """Call in the transaction that makes `row`."""
        LoadedPart.objects.create(key=key, object_id=str(row.pk))
        self._ids[key] = str(row.pk)

    def find(self, model: type[Row], key: str) -> Row | None:
        """None when a person has deleted it since. KeyError for a key that nothing was loaded under: a slip of ours."""
        return model._default_manager.filter(pk=self._ids[key]).first()

    def get(self, model: type[Row], key: str) -> Row:
        return model._default_manager.get(pk=self._ids[key])
