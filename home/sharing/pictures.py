"""Which picture belongs to which page, where it is kept and at what address."""

from typing import NamedTuple

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import translation
from PIL import Image
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.models import Page

from home.addresses import absolute
from home.models import BasePage
from home.models.media import CreditedImage
from home.models.organisation import organisation_in
from home.sharing import card as drawing
from home.sharing.card import Card


class SharePicture(NamedTuple):
    url: str  # absolute
    width: int
    height: int
    alt: str


def card_of(page: BasePage) -> Card:
    """Asks for nothing that a page fetched with its locale and its cover does not bring along, but the organisation."""
    language = page.locale.language_code
    with translation.override(language):
        organisation = organisation_in(language)
        return Card(
            seed=str(page.translation_key),
            title=page.title,
            label=str(page.share_label),
            date=str(page.share_date),
            organisation=organisation.short_name if organisation else settings.WAGTAIL_SITE_NAME,
            cover=_name_of(page.cover) if page.cover_id else "",
        )


def _name_of(cover: CreditedImage) -> str:
    return f"{cover.file.name} {cover.file_hash} {cover.get_focal_point()}"


def address(page: Page, card: Card) -> str:
    return reverse("home:share_picture", args=[page.pk, card.name])


def share_picture(page: object) -> SharePicture | None:
    """None for what is no page of ours, and for one that has never been saved."""
    if not isinstance(page, BasePage) or page.pk is None:
        return None
    return SharePicture(absolute(address(page, card_of(page))), drawing.WIDTH, drawing.HEIGHT, page.title)


def shared_page(page_id: int) -> BasePage | None:
    """The page, if everybody may see it."""
    page = Page.objects.live().public().filter(pk=page_id).first()
    page = page.specific if page else None
    return page if isinstance(page, BasePage) else None


def picture_of(page: BasePage, card: Card) -> bytes:
    """The file, drawn at its first call and read from the storage afterwards. What the page had before is deleted."""
    name = f"{_folder(page.pk)}/{card.name}"
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            return file.read()
    picture = drawing.draw(card, _photograph(page))
    forget(page.pk)
    default_storage.save(name, ContentFile(picture))
    return picture


def forget(page_id: int) -> None:
    """Delete what is kept for a page."""
    folder = _folder(page_id)
    try:
        _folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")


def _folder(page_id: int) -> str:
    return f"share/{page_id}"


def _photograph(page: BasePage) -> Image.Image | None:
    """The cover cut to size about its focal point; None also where its file has gone."""
    if page.cover is None:
        return None
    width, height = drawing.PICTURE
    file = ContentFile(b"")
    try:
        Filter(f"fill-{width}x{height}|format-png").run(page.cover, file)
    except SourceImageIOError:
        return None
    return Image.open(file)
