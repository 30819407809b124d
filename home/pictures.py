"""What pages lack for those who cannot see their pictures, or would see none."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, get_page_models
from wagtail.query import PageQuerySet

from home.models import BasePage, CreditedImage

Raw = dict[str, Any]


class Lack(models.TextChoices):
    COVER = "cover", _("No cover picture")
    ALTERNATIVE = "alternative", _("A picture in the body without alternative text")
    DESCRIPTION = "description", _("A picture without a description in the library of pictures")


def lacking(pages: PageQuerySet[Page]) -> dict[int, list[Lack]]:
    """By the page's number, those that lack anything. A query for each type of page, however many there are of it.

    Bodies are read as they are stored: no page is made, and no picture looked up, to see that a text is empty.
    """
    undescribed = set(CreditedImage.objects.filter(description="").values_list("pk", flat=True))
    found = {}
    for model in get_page_models():
        if not issubclass(model, BasePage):
            continue
        names = [name for name in ("cover_id", "body") if name == "cover_id" or hasattr(model, name)]
        for page in model.objects.filter(pk__in=pages.order_by().values("pk")).only(*names):
            if lacks := list(_lacks_of(page, undescribed)):
                found[page.pk] = lacks
    return found


def _lacks_of(page: BasePage, undescribed: set[int]) -> Iterator[Lack]:
    pictures = list(pictures_in(page.body.raw_data)) if hasattr(page, "body") else []
    if page.cover_id is None:
        yield Lack.COVER
    if any(not picture.get("decorative") and not picture.get("alt", "").strip() for picture in pictures):
        yield Lack.ALTERNATIVE
    if undescribed & {page.cover_id, *(picture.get("image") for picture in pictures)}:
        yield Lack.DESCRIPTION


def pictures_in(body: Any) -> Iterator[Raw]:
    """The pictures of a body as it is stored, those of galleries too."""
    for block in body:
        if block["type"] == "image":
            yield block["value"]
        elif block["type"] == "gallery":
            # A list of before Wagtail gave its items numbers holds the values alone.
            yield from (item.get("value", item) for item in block["value"]["images"])
