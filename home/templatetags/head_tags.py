from typing import Any

from django import template

from home import structured_data as schema
from home.head import Head
from home.head import head_of as find_head
from home.models.pages import BasePage, Part

register = template.Library()


@register.simple_tag(takes_context=True)
def head_of(context: dict[str, Any], page: object) -> Head | None:
    """None for what is no page of the tree: it says itself what it is called, and asks not to be found."""
    if not isinstance(page, BasePage):
        return None
    return find_head(page, context.get("part", Part()), context.get("request"))


@register.simple_tag
def structured_data(page: BasePage, head: Head) -> str:
    """Ready for a data block, which no policy forbids since no browser runs it."""
    return schema.as_script(schema.graph_of(page, head))
