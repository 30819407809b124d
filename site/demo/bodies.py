"""From a list of blocks in a content file to the value of a StreamField."""

import uuid
from collections.abc import Callable
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from demo import markup
from demo.content import in_language, read

NAMESPACE = uuid.UUID("5b0ef9a2-6d0e-4c55-9b57-0f5f7a0f6c11")

Value = dict[str, Any]
# (kind, key) to primary key; None for what a person has deleted since.
Find = Callable[[str, str], int | None]


class Body:
    """The blocks of one page or snippet in one language.

    A block's id is made from the object's key and the block's place: the source and its translations then have the same
    ids, by which wagtail-localize tells which text is whose.
    """

    def __init__(self, key: str, language: str, find: Find) -> None:
        self.key, self.language, self.find = key, language, find

    def stream(self, field: StreamField, entries: list[Value]) -> StreamValue:
        """The value of `field`, checked and completed as if an editor had saved it."""
        place = field.name
        blocks = [
            self._block(f"{place}/{number}", in_language(entry, self.language)) for number, entry in enumerate(entries)
        ]
        block = field.stream_block
        return block.clean(block.to_python([found for found in blocks if found]))

    def html(self, text: str) -> str:
        return markup.rich_text(text, lambda key: self.find("page", key))

    def _id(self, place: str) -> str:
        return str(uuid.uuid5(NAMESPACE, f"{self.key}/{place}"))

    def _block(self, place: str, entry: Value) -> Value | None:
        kind = entry.pop("type")
        value = getattr(self, f"_{kind}", self._as_it_is)(entry, place)
        return {"type": kind, "id": self._id(place), "value": value} if value else None

    def _items(self, values: list[Any], place: str) -> list[Value]:
        return [
            {"type": "item", "id": self._id(f"{place}/{number}"), "value": value} for number, value in enumerate(values)
        ]

    def _as_it_is(self, entry: Value, place: str) -> Value:
        return entry

    def _heading(self, entry: Value, place: str) -> Value:
        return {"level": "h2", **entry}

    def _rich_text(self, entry: Value, place: str) -> str:
        return self.html(entry["text"])

    def _questions_and_answers(self, entry: Value, place: str) -> Value:
        questions = [{**question, "answer": self.html(question["answer"])} for question in entry["questions"]]
        return {**entry, "questions": self._items(questions, place)}

    def _image(self, entry: Value, place: str) -> Value | None:
        picture = self.find("picture", entry["image"])
        return {**entry, "image": picture, "alt": self._alt(entry["image"]), "decorative": False} if picture else None

    def _gallery(self, entry: Value, place: str) -> Value | None:
        pictures = [self._image({"image": key}, place) for key in entry["images"]]
        found = [picture for picture in pictures if picture]
        return {**entry, "images": self._items(found, place)} if len(found) > 1 else None

    def _alt(self, key: str) -> str:
        pictures = read("pictures")["pictures"]
        return next(picture["alt"][self.language] for picture in pictures if picture["key"] == key)

    def _call_to_action(self, entry: Value, place: str) -> Value | None:
        page = self.find("page", entry["page"])
        return {**entry, "page": page} if page else None

    def _related_pages(self, entry: Value, place: str) -> Value | None:
        pages = [page for page in (self.find("page", key) for key in entry["pages"]) if page]
        return {**entry, "pages": self._items(pages, place)} if pages else None

    def _one_choice(self, entry: Value, place: str) -> Value:
        return {**entry, "choices": self._items(entry["choices"], place)}

    _many_choices = _one_choice

    def _holding(self, entry: Value, place: str) -> int | None:
        return self.find("holding", entry["key"])

    def _document(self, entry: Value, place: str) -> int | None:
        return self.find("material", entry["key"])

    def _application_form(self, entry: Value, place: str) -> Value | None:
        opportunity = self.find("opportunity", entry["opportunity"])
        return {"opportunity": opportunity} if opportunity else None
