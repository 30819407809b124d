"""Every type of page in every language, at a number of queries that no listing's length changes."""

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.events import factories
from tests.home import factories as pages

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture
def home():
    return pages.make_home(body=[("rich_text", "<p>Мәтін</p>")])


@pytest.fixture
def tree(home):
    """One page of each type, in all languages; {name: Kazakh page}."""
    organisation = pages.make_organisation()
    news_index = pages.make_news_index(home)
    event_index = factories.make_event_index(home)
    lesson_index = factories.make_lesson_index(home)
    venue = factories.make_venue()
    holding = factories.make_holding(picture=pages.make_image())
    tree = {
        "home": home,
        "standard": pages.make_page(home),
        "news index": news_index,
        "news": pages.make_news(news_index, cover=pages.make_image()),
        "event index": event_index,
        "event": factories.make_event(event_index, venue=venue, languages=["kk", "en"], organiser="Орталық"),
        "lesson index": lesson_index,
        "lesson": factories.make_lesson(
            lesson_index,
            subject="Қазақстан тарихы",
            takeaways="<p>Білім</p>",
            holdings=[("holding", holding)],
            materials=[("document", pages.make_document())],
        ),
    }
    for instance in (organisation, venue, holding, *tree.values()):
        pages.translated(instance, "ru", "en")
    return tree


def test_every_page_renders_in_every_language(client, tree):
    for name, page in tree.items():
        for code in LANGUAGES:
            version = page if code == "kk" else page.get_translation(pages.locale(code))
            response = client.get(version.url)
            soup = BeautifulSoup(response.content, "html.parser")
            assert (name, response.status_code, soup.html["lang"]) == (name, 200, code)
            assert soup.h1.text.strip() == (page.title if code == "kk" else f"[{code}] {page.title}"), name
            alternates = {link["hreflang"] for link in soup.select("link[rel=alternate][hreflang]")}
            assert (name, alternates) == (name, {*LANGUAGES, "x-default"})
            assert soup.select("[style], style, script:not([src], [type='application/ld+json']), [onclick]") == [], name


def test_an_event_tells_where_and_when_in_the_readers_language(client, tree):
    russian = tree["event"].get_translation(pages.locale("ru"))

    text = BeautifulSoup(client.get(russian.url).content, "html.parser").main.text

    assert "[ru] Кітапхана" in text
    assert "[ru] Бейбітшілік көшесі, 1" in text
    assert "[ru] Орталық" in text
    assert "Қазақша, English" in text


def test_a_venue_not_translated_yet_shows_in_the_sources_words(client, home):
    pages.translated(home, "ru")
    index = factories.make_event_index(home)
    pages.translated(index, "ru")
    venue = factories.make_venue(name="Мұражай")
    pages.submit(venue, "ru")
    russian = pages.translated(factories.make_event(index, venue=venue), "ru")

    for url in (russian.url, "/ru/events-ru/"):
        main = BeautifulSoup(client.get(url).content, "html.parser").main
        named = main.find(string=re.compile("Мұражай")).find_parent(lang=True)
        assert named["lang"] == "kk"
        assert named.find_parent(lang=True)["lang"] == "ru"


def test_a_lesson_shows_its_holdings_in_the_readers_language(client, tree):
    russian = tree["lesson"].get_translation(pages.locale("ru"))
    title = tree["lesson"].holdings[0].value.title

    main = BeautifulSoup(client.get(russian.url).content, "html.parser").main

    assert [shown.text for shown in main.select(".holding__title")] == [f"[ru] {title}"]
    assert main.select_one("a.download")["href"].startswith("/documents/")


def test_a_holding_taken_off_the_site_is_left_out(home):
    holding, kept = factories.make_holding(), factories.make_holding()
    lesson = factories.make_lesson(
        factories.make_lesson_index(home), holdings=[("holding", holding), ("holding", kept)]
    )

    holding.unpublish()

    assert pages.fresh(lesson).shown_holdings == [kept]


@pytest.mark.parametrize("grades", [(7, 5)])
def test_grades_go_up(home, grades):
    lesson = factories.LessonPage(title="Сабақ", topic="Елорда", grade_from=grades[0], grade_to=grades[1])

    with pytest.raises(ValidationError) as refused:
        lesson.clean()

    assert list(refused.value.message_dict) == ["grade_to"]


def queries(client, url):
    client.get(url)  # The first visit makes renditions and fills what is looked up once a process.
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def add(index, make, count):
    """`count` live pages, each with a picture of its own; without revisions, which no visitor's query touches."""
    pages_made = []
    for _number in range(count):
        page = make(cover=pages.make_image())
        page.locale = index.locale
        index.refresh_from_db()
        pages_made.append(index.add_child(instance=page))
    return pages_made


LISTINGS = [
    (factories.make_event_index, factories.event, "/kk/events/"),
    (pages.make_news_index, pages.news, "/kk/news/"),
    (factories.make_lesson_index, factories.lesson, "/kk/lessons/"),
]


@pytest.mark.parametrize(("make_index", "make", "url"), LISTINGS)
def test_a_listing_asks_as_often_for_30_as_for_3(client, home, monkeypatch, make_index, make, url):
    index = make_index(home)
    monkeypatch.setattr(type(index), "per_page", 30)
    add(index, make, 3)
    for_three = queries(client, url)

    add(index, make, 27)

    assert queries(client, url) == for_three


def test_the_home_page_asks_as_often_for_12_of_each_as_for_3(client, home):
    indexes = [(make_index(home), make) for make_index, make, _url in LISTINGS]
    for index, make in indexes:
        add(index, make, 3)
    for_three = queries(client, "/kk/")

    for index, make in indexes:
        add(index, make, 9)

    assert queries(client, "/kk/") == for_three


def test_a_listing_of_translations_asks_as_often_for_30_as_for_3(client, home, monkeypatch):
    pages.translated(home, "ru")
    index = factories.make_event_index(home)
    russian = pages.translated(index, "ru")
    monkeypatch.setattr(type(index), "per_page", 30)

    def add_with_translated_venues(count):
        for event in add(russian, factories.event, count):
            venue = event.venue.copy_for_translation(russian.locale)
            venue.save()

    add_with_translated_venues(3)
    for_three = queries(client, russian.url)
    add_with_translated_venues(27)

    assert queries(client, russian.url) == for_three


def test_a_lesson_asks_as_often_for_30_holdings_as_for_3(client, home):
    index = factories.make_lesson_index(home)
    picture = pages.make_image()

    def lesson(count):
        holdings = [factories.make_holding(picture=picture) for _number in range(count)]
        return factories.make_lesson(index, holdings=[("holding", holding) for holding in holdings])

    three, thirty = lesson(3), lesson(30)

    assert queries(client, thirty.url) == queries(client, three.url)
