"""The picture that is drawn for each page, and how it is asked for."""

import io

import pytest
from django.template import Context, Template
from PIL import Image

from home.sharing import card as drawing
from home.sharing import pictures
from tests.home import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(db):
    factories.make_organisation()
    return factories.make_home()


def path_of(page):
    return pictures.address(page, pictures.card_of(page))


def opened(response):
    return Image.open(io.BytesIO(response.content))


def test_page_tells_its_picture(home):
    page = factories.make_page(home, title="Біз туралы")

    context = Context({"page": page})
    Template("{% load picture_tags %}{% share_picture page as picture %}").render(context)

    assert context["picture"] == (f"http://localhost:8000{path_of(page)}", 1200, 630, "Біз туралы")


@pytest.mark.parametrize("page", [None, "", drawing])
def test_what_is_no_page_has_no_picture(page):
    assert pictures.share_picture(page) is None


def test_picture_is_drawn_for_a_page_without_cover(client, home):
    response = client.get(path_of(home))

    image = opened(response)
    assert (image.format, image.size, response["Content-Type"]) == ("PNG", (1200, 630), "image/png")
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


def test_picture_shows_the_cover(client, home):
    page = factories.make_page(home, cover=factories.make_image())

    response = client.get(path_of(page))

    image = opened(response)
    assert (image.format, image.size, response["Content-Type"]) == ("JPEG", (1200, 630), "image/jpeg")
    white = (255, 255, 255)  # Wagtail's picture for tests
    assert image.getpixel((1000, 300)) == white
    assert image.getpixel((10, 10)) != white


def test_picture_is_drawn_once(client, home, monkeypatch):
    first = client.get(path_of(home)).content

    monkeypatch.setattr(drawing, "draw", None)

    assert client.get(path_of(home)).content == first
