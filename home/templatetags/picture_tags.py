"""Pictures for pages: those that editors upload, and the one that stands beside a link that people share."""

from django import template
from django.db.models import prefetch_related_objects
from django.utils.safestring import SafeString
from wagtail.fields import StreamValue
from wagtail.images.models import Picture
from wagtail.images.shortcuts import get_renditions_or_not_found

from home import renditions
from home.blocks.media import prepare_pictures as prepare
from home.models import BasePage, CreditedImage
from home.sharing import pictures
from home.sharing.pictures import SharePicture

register = template.Library()

AT_ONCE = {"fetchpriority": "high"}
WHEN_NEAR = {"loading": "lazy", "decoding": "async"}


@register.simple_tag
def show_picture(
    image: CreditedImage, shape: str, sizes: str, alt: str = "", eager: bool = False, css_class: str | None = None
) -> SafeString:
    """Wagtail's `picture` in one of the shapes of home.renditions; `eager` for what is seen first, as `sizes` in HTML.

    Width and height are set, so that nothing moves when it arrives. It asks the database for nothing when the image
    was fetched with `renditions.ready()`.
    """
    shown = renditions.filters(image, shape)
    is_of_many_widths = len(shown) > len(renditions.FORMATS)
    attributes = {
        "class": css_class,
        "sizes": sizes if is_of_many_widths else None,
        "alt": alt,
        **(AT_ONCE if eager else WHEN_NEAR),
    }
    return Picture(get_renditions_or_not_found(image, shown), attributes).__html__()


@register.simple_tag
def prepare_pictures(body: StreamValue, cover: CreditedImage | None = None) -> str:
    """Fetch what all the pictures of a body, and of a cover that is shown whole, will ask for: in one query.

    Shows nothing. What has been prepared is not asked for again.
    """
    prepare(body, cover)
    return ""


@register.simple_tag
def prepare_cards(*lists: list[BasePage]) -> str:
    """Fetch what the covers of all the cards on a page will ask for, in one query. Shows nothing."""
    covers = [page.cover for pages in lists for page in pages if page.cover]
    prefetch_related_objects(covers, renditions.ready("renditions", "card"))
    return ""


@register.simple_tag
def share_picture(page: object) -> SharePicture | None:
    """`url` (absolute), `width`, `height` and `alt` of the page's picture for Open Graph; None without a page of ours.

    Draws nothing: that happens when somebody first asks for the address.
    """
    return pictures.share_picture(page)
