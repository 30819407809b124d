import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Page

from tests.home import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factories.make_home()


def menu(client, url):
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    return [(link.text.strip(), link.get("aria-current")) for link in soup.select("nav.menu a")]


def test_menu_shows_what_editors_want_in_it(client, home):
    factories.make_page(home, title="Біз туралы", slug="about", show_in_menus=True)
    factories.make_page(home, title="Жасырын", show_in_menus=False)
    draft = factories.make_page(home, title="Жоба", show_in_menus=True)
    draft.unpublish()

    assert menu(client, "/kk/") == [("Біз туралы", None)]


def test_menu_marks_the_section_that_one_is_in(client, home):
    index = factories.make_news_index(home)
    factories.make_news(index, slug="first")

    assert menu(client, "/kk/news/first/") == [("Жаңалықтар", "page")]


def test_menu_is_in_the_readers_language(client, home):
    factories.translated(home, "ru")
    about = factories.make_page(home, title="Біз туралы", show_in_menus=True)
    factories.make_page(home, title="Тек қазақша", show_in_menus=True)
    factories.translated(about, "ru")

    assert menu(client, "/ru/") == [("[ru] Біз туралы", None)]


def test_breadcrumbs_lead_from_home_and_leave_out_drafts(client, home):
    above = factories.make_page(home, title="Жоғары", slug="above")
    below = factories.make_page(above, title="Ортада", slug="below")
    factories.make_page(below, title="Төмен", slug="lowest")
    Page.objects.get(pk=below.pk).unpublish()

    soup = BeautifulSoup(client.get("/kk/above/below/lowest/").content, "html.parser")

    crumbs = [item.text.strip() for item in soup.select(".breadcrumbs li")]
    with translation.override("kk"):
        assert crumbs == [gettext("Home"), "Жоғары", "Төмен"]


def test_organisation_shows_in_its_language_and_falls_back_to_kazakh(client, home):
    factories.translated(home, "ru", "en")
    factories.translated(factories.make_organisation(), "ru")

    titles = {code: BeautifulSoup(client.get(f"/{code}/").content, "html.parser").title.text for code in ("ru", "en")}

    assert titles["ru"].endswith("[ru] Орталық")
    assert titles["en"].endswith("· Орталық")


def test_organisation_lists_phones_and_networks():
    factories.make_home()
    organisation = factories.make_organisation(
        phones="+7 7172 70 60 60\n8 701 123 45 67",
        social_links=[("link", {"network": "instagram", "url": "https://instagram.com/example"})],
    )

    assert [phone.href for phone in organisation.phone_list] == ["+77172706060", "+77011234567"]
    assert [tuple(link) for link in organisation.social_link_list] == [("Instagram", "https://instagram.com/example")]
