"""Serializer fields for `api_fields`. None needs Wagtail's API itself, which loads only once all models have."""

from collections.abc import Callable
from typing import Any

from rest_framework.fields import Field
from wagtail.fields import StreamValue

from home.blocks.media import prepare_pictures


class ToldField(Field):
    """A value as `tell` puts it; None stays None."""

    def __init__(self, tell: Callable[[Any], Any], **options: Any) -> None:
        super().__init__(read_only=True, **options)
        self.tell = tell

    def to_representation(self, value: Any) -> Any:
        return self.tell(value)


class BodyField(Field):
    def to_representation(self, value: StreamValue) -> list[dict[str, Any]]:
        prepare_pictures(value)
        return value.stream_block.get_api_representation(value, self.context)
