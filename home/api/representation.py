"""How what pages hold is told to programs: nothing that the page itself does not show to everybody."""

from typing import Any

from django.urls import reverse
from wagtail.images.models import SourceImageIOError

from home import renditions
from home.addresses import absolute

Told = dict[str, Any]


def image(picture: Any) -> Told | None:
    """As pages show it at its largest: what is uploaded may hold more than was meant to be published."""
    try:
        shown = picture.get_rendition(renditions.filters(picture, "figure")[-1])
    except SourceImageIOError:
        return None
    return {"url": absolute(shown.url), "width": shown.width, "height": shown.height, "credit": picture.credit}


def document(file: Any) -> Told | None:
    """None for one of a collection that is not for everybody."""
    if file.collection.get_view_restrictions().exists():
        return None
    return {"title": file.title, "url": absolute(file.url), "credit": file.credit}


def documents(blocks: Any) -> list[Told]:
    return [told for block in blocks if block.value and (told := document(block.value))]


def page_link(page: Any) -> Told:
    return {"id": page.pk, "title": page.title, "html_url": absolute(page.get_url())}


def opportunity(offered: Any) -> Told:
    """Who applies, and all that staff write about it, is nobody's business."""
    return {"code": offered.code, "url": absolute(reverse("volunteers:apply", args=[offered.code]))}
