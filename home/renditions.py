"""The sizes and formats in which the site shows pictures.

They stand here, and not in the templates, so that they can be made before anybody asks: an AVIF takes up to a second.
"""

from typing import NamedTuple

from django.db.models import Prefetch
from wagtail.images.models import Filter

from home.models.media import CreditedImage, CreditedRendition

FORMATS = ("avif", "webp", "jpeg")  # what a browser knows first, it takes


class Shape(NamedTuple):
    widths: tuple[int, ...]  # of a phone's card at one pixel a pixel, up to a page's head on a dense screen
    ratio: tuple[int, int] | None = None  # cropped about the focal point; None: whole

    def operation(self, width: int) -> str:
        if self.ratio is None:
            return f"width-{width}"
        return f"fill-{width}x{width * self.ratio[1] // self.ratio[0]}"

    def widest(self, image: CreditedImage) -> int:
        """Pixels across that the image has to give."""
        return image.width if self.ratio is None else min(image.width, image.height * self.ratio[0] // self.ratio[1])


SHAPES = {
    "card": Shape((400, 800), (16, 9)),
    "cover": Shape((400, 800, 1200, 1600), (16, 9)),
    "figure": Shape((400, 800, 1200, 1600)),
    "gallery": Shape((400, 800), (4, 3)),
    "holding": Shape((400, 800)),
}
# Made once, because Wagtail takes each one's words apart when it is first used.
_FILTERS = {
    (name, width): [Filter(f"{shape.operation(width)}|format-{suffix}") for suffix in FORMATS]
    for name, shape in SHAPES.items()
    for width in shape.widths
}


def filters(image: CreditedImage, shape: str) -> list[Filter]:
    """Those of a shape that an image is large enough for, and the next: in that it is shown as it is."""
    widths, enough = SHAPES[shape].widths, SHAPES[shape].widest(image)
    fitting = sum(width < enough for width in widths) + 1
    return [one for width in widths[:fitting] for one in _FILTERS[shape, width]]


def ready(lookup: str, *shapes: str) -> Prefetch:
    """To fetch what is there of the shapes with the images themselves; `lookup` leads to their renditions."""
    specs = [one.spec for (name, _width), made in _FILTERS.items() if name in shapes for one in made]
    return Prefetch(
        lookup,
        queryset=CreditedRendition.objects.filter(filter_spec__in=specs),
        to_attr="prefetched_renditions",  # where Wagtail looks
    )


def make(image: CreditedImage) -> None:
    """Make all that the site may show of an image. What is there already costs a look."""
    image.get_renditions(*_all_filters(image))


def lacking() -> list[CreditedImage]:
    """The images of which a size or a format is missing."""
    made: dict[int, set[tuple[str, str]]] = {}
    for image_id, *key in CreditedRendition.objects.values_list("image_id", "filter_spec", "focal_point_key"):
        made.setdefault(image_id, set()).add(tuple(key))
    return [
        image
        for image in CreditedImage.objects.all()
        if any((one.spec, one.get_cache_key(image)) not in made.get(image.pk, ()) for one in _all_filters(image))
    ]


def _all_filters(image: CreditedImage) -> set[Filter]:
    return {one for shape in SHAPES for one in filters(image, shape)}
