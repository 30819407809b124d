import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase

from events.models import EventIndexPage, EventPage, LessonIndexPage, LessonPage
from home.models import HomePage, NewsIndexPage, NewsPage, Organisation, StandardPage
from home.slugs import FORMATTERS, TRANSLITERATION, readable_slug
from tests.home import factories

CHILDREN = {
    Page: {Page, HomePage},
    HomePage: {StandardPage, NewsIndexPage, EventIndexPage, LessonIndexPage},
    StandardPage: {StandardPage},
    NewsIndexPage: {NewsPage},
    NewsPage: set(),
    EventIndexPage: {EventPage},
    EventPage: set(),
    LessonIndexPage: {LessonPage},
    LessonPage: set(),
}


class TestTree(WagtailPageTestCase):
    def test_every_page_type_takes_its_own_children_and_no_others(self):
        for parent, children in CHILDREN.items():
            if parent is not Page:
                self.assertAllowedSubpageTypes(parent, children)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [NewsIndexPage, EventIndexPage, LessonIndexPage])
def test_a_second_index_cannot_be_made(model):
    home = factories.make_home()
    assert model.can_create_at(home)

    factories.add(home, model(title="Бірінші", slug="first"))

    assert not model.can_create_at(home)


@pytest.mark.django_db
def test_a_second_home_page_cannot_be_made():
    factories.make_home()

    assert not HomePage.can_create_at(Page.objects.get(depth=1))


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Еріктілер сағаты", "eriktiler-sagaty"),
        ("Қазақ тілі: Әліппе, Ғылым, Өң, Ұшқын, Үй, Һ", "qazaq-tili-alippe-gylym-on-ushqyn-uy-h"),
        ("Волонтёрский час в школе № 57", "volontyorskiy-chas-v-shkole-no-57"),
        ("Volunteers' hour", "volunteers-hour"),
        ("— «»", ""),
    ],
)
def test_readable_slug(title, slug):
    assert readable_slug(title) == slug


def test_the_browser_writes_slugs_as_the_server_does():
    assert [(pattern[1], latin) for pattern, latin in FORMATTERS] == list(TRANSLITERATION.items())


@pytest.mark.django_db
def test_a_page_without_a_slug_gets_a_free_one():
    home = factories.make_home()
    titles = ["Біз туралы", "Біз туралы", "«»"]

    pages = [home.add_child(instance=StandardPage(title=title, locale=home.locale)) for title in titles]

    assert [page.slug for page in pages] == ["biz-turaly", "biz-turaly-2", "page"]


@pytest.mark.django_db
def test_news_are_listed_newest_first_a_page_at_a_time(client):
    index = factories.make_news_index(factories.make_home())
    day = datetime.date(2026, 12, 31)
    for number in range(14):
        factories.make_news(index, title=f"Жаңалық {number}", published_on=day - datetime.timedelta(days=number))

    first, second = (client.get(f"/kk/news/?page={page}").context["news"] for page in (1, 2))

    assert [news.title for news in first] == [f"Жаңалық {number}" for number in range(12)]
    assert [news.title for news in second] == ["Жаңалық 12", "Жаңалық 13"]


@pytest.mark.django_db
@pytest.mark.parametrize(("asked", "shown"), [("0", 2), ("-3", 2), ("99", 2), ("first", 1), ("\x00", 1), ("", 1)])
def test_a_page_of_a_listing_that_is_not_there_is_taken_kindly(client, asked, shown):
    index = factories.make_news_index(factories.make_home())
    for _number in range(13):
        factories.make_news(index)

    response = client.get("/kk/news/", {"page": asked})

    assert (response.status_code, response.context["news"].number) == (200, shown)


@pytest.mark.django_db
def test_links_to_other_pages_of_a_listing_keep_the_rest_of_the_query(client):
    factories.make_news_index(factories.make_home())

    assert client.get("/kk/news/?page=2&ref=a%26b").context["query"] == "ref=a%26b"


@pytest.mark.django_db
@pytest.mark.parametrize("phones", ["+7 7172", "call us", "+7 7172 70 60 60\n12"])
def test_organisation_refuses_what_is_no_phone_number(phones):
    factories.make_home()
    organisation = factories.make_organisation()
    organisation.phones = phones

    with pytest.raises(ValidationError) as refused:
        organisation.full_clean()

    assert list(refused.value.message_dict) == ["phones"]


@pytest.mark.django_db
def test_a_language_has_one_organisation():
    factories.make_home()
    factories.make_organisation()

    second = Organisation(name="Екінші", short_name="Екінші", locale=factories.locale("kk"))
    with translation.override("en"), pytest.raises(ValidationError, match="already described in this language"):
        second.full_clean()
