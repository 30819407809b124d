import re
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ListBlock,
    StreamValue,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    URLBlock,
)

from home import renditions
from home.models.media import CreditedImage
from home.neutral import NeutralImageBlock


class PictureBlock(StructBlock):
    image = NeutralImageBlock(label=_("Picture"))
    alt = CharBlock(
        label=_("Alternative text"),
        max_length=255,
        required=False,
        default="",
        help_text=_("What the picture tells, for those who do not see it."),
    )
    decorative = BooleanBlock(
        label=_("Decorative"), required=False, help_text=_("The picture tells nothing that the text does not.")
    )
    caption = CharBlock(label=_("Caption"), max_length=255, required=False, default="")
    credit = CharBlock(
        label=_("Credit"),
        max_length=255,
        required=False,
        default="",
        help_text=_("If other than the one kept with the picture."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/image.html"

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        if not cleaned.get("decorative") and not cleaned.get("alt", "").strip():
            message = _("Say what the picture tells, or mark it as decorative.")
            raise StructBlockValidationError({"alt": ValidationError(message)})
        if cleaned.get("decorative"):
            cleaned["alt"] = ""
        return cleaned


class GalleryBlock(StructBlock):
    title = CharBlock(label=_("Title"), max_length=120, required=False, default="")
    images = ListBlock(PictureBlock(), label=_("Pictures"), min_num=2, max_num=24)

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "blocks/gallery.html"


def prepare_pictures(body: StreamValue, *others: CreditedImage | None) -> None:
    """Fetch the renditions of all the pictures in a body at once, however many they are, and those of `others`."""
    images = list(others)
    for block in body:
        if block.block_type == "image":
            images.append(block.value["image"])
        elif block.block_type == "gallery":
            images += [picture["image"] for picture in block.value["images"]]
        elif block.block_type == "video":
            images.append(block.value["poster"])
    found = [image for image in images if image]
    prefetch_related_objects(found, renditions.ready("renditions", "figure", "gallery", "cover"))


VIDEO_ID = re.compile(r"[\w-]{6,20}", re.ASCII)


def parse_video_url(url: str) -> tuple[str, str] | None:
    """(provider, id of the video), or None for an address of no known provider.

    The id alone goes into our page, never the address as typed: nothing of it can lead elsewhere.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    steps = [step for step in parts.path.split("/") if step]
    provider = video_id = ""
    if host == "youtu.be" and len(steps) == 1:
        provider, video_id = "youtube", steps[0]
    elif host in {"youtube.com", "youtube-nocookie.com"}:
        provider = "youtube"
        if steps == ["watch"]:
            video_id = parse_qs(parts.query).get("v", [""])[0]
        elif len(steps) == 2 and steps[0] in {"embed", "shorts", "live"}:
            video_id = steps[1]
    elif host in {"vimeo.com", "player.vimeo.com"} and steps:
        provider = "vimeo"
        video_id = steps[-1] if steps[-1].isdecimal() else ""
    if parts.scheme != "https" or not VIDEO_ID.fullmatch(video_id):
        return None
    return provider, video_id


class VideoValue(StructValue):
    @property
    def provider(self) -> str:
        return (parse_video_url(self["url"]) or ("", ""))[0]

    @property
    def video_id(self) -> str:
        return (parse_video_url(self["url"]) or ("", ""))[1]

    @property
    def embed_url(self) -> str:
        """The provider's player that sets no cookies before it plays; '' for an unknown provider."""
        if self.provider == "youtube":
            return f"https://www.youtube-nocookie.com/embed/{self.video_id}"
        if self.provider == "vimeo":
            return f"https://player.vimeo.com/video/{self.video_id}?dnt=1"
        return ""


class VideoBlock(StructBlock):
    """Shown as a facade of our own; nothing is loaded from the provider before a click."""

    url = URLBlock(label=_("Address"), help_text=_("Of a video on YouTube or Vimeo."))
    title = CharBlock(label=_("Title"), max_length=160)
    poster = NeutralImageBlock(label=_("Picture shown before it plays"), required=False)
    caption = CharBlock(label=_("Caption"), max_length=255, required=False, default="")

    class Meta:
        icon = "media"
        label = _("Video")
        template = "blocks/video.html"
        value_class = VideoValue

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        if parse_video_url(cleaned["url"]) is None:
            message = _("Give the https address of one video on YouTube or Vimeo.")
            raise StructBlockValidationError({"url": ValidationError(message)})
        return cleaned
