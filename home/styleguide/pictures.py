"""A picture out of no database and no file: asked for any size, it answers with the address of an ornament."""

import re
from typing import Any

from django.forms.utils import flatatt
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from home.styleguide.examples import seed


class ExampleRendition:
    alt = ""

    def __init__(self, spec: str) -> None:
        asked = re.search(r"(\d+)(?:x(\d+))?", spec)
        self.width = int(asked[1]) if asked else 1280
        self.height = int(asked[2]) if asked and asked[2] else self.width * 9 // 16
        self.url = reverse("home:ornament", args=[seed(7)])

    @property
    def attrs_dict(self) -> dict[str, Any]:
        return {"src": self.url, "width": self.width, "height": self.height, "alt": self.alt}

    def img_tag(self, extra_attributes: dict[str, Any] | None = None) -> SafeString:
        return format_html("<img{}>", flatatt(self.attrs_dict | (extra_attributes or {})))


class ExamplePicture:
    """What templates ask of an image."""

    width, height = 1280, 720

    def __init__(self, credit: str = "") -> None:
        self.credit = credit

    def get_rendition(self, spec: Any) -> ExampleRendition:
        return ExampleRendition(getattr(spec, "spec", spec))

    def get_renditions(self, *specs: Any) -> dict[str, ExampleRendition]:
        return {getattr(spec, "spec", spec): self.get_rendition(spec) for spec in specs}
