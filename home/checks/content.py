"""A page's words as a check reads them: as they are stored, so that nothing is looked up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup

from home.models import BasePage
from home.pictures import pictures_in


@dataclass(frozen=True)
class Block:
    id: str
    kind: str
    value: Any

    @property
    def rich_texts(self) -> list[str]:
        if self.kind == "rich_text":
            return [self.value]
        if self.kind == "questions_and_answers":
            return [item.get("value", item)["answer"] for item in self.value["questions"]]
        return []

    @property
    def text(self) -> str:
        """What the library itself says here in sentences: not what is quoted, nor what stands on buttons."""
        return "\n".join(plain(source) for source in self.rich_texts)

    @property
    def links(self) -> list[str]:
        """The words of each link."""
        if self.kind == "call_to_action":
            return [self.value["link_text"]]
        found = (BeautifulSoup(source, "html.parser").find_all("a") for source in self.rich_texts)
        return [" ".join(link.get_text().split()) for links in found for link in links]

    @property
    def pictures(self) -> Iterator[dict[str, Any]]:
        return pictures_in([{"type": self.kind, "value": self.value}])


def plain(source: str) -> str:
    """Rich text as lines of words: a line a paragraph and an item."""
    soup = BeautifulSoup(source, "html.parser")
    for each in soup.find_all("br"):
        each.replace_with("\n")
    parts = [part for part in soup.find_all(["p", "li", "h2", "h3", "h4"]) if not part.find(["p", "li"])]
    return "\n".join(part.get_text() for part in parts) if parts else soup.get_text()


def blocks_of(page: BasePage) -> list[Block]:
    if not hasattr(page, "body"):
        return []
    return [Block(block["id"] or "", block["type"], block["value"]) for block in page.body.get_prep_value()]
