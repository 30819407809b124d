"""The search's page and suggestions, as a reader gets them."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.search import indexing
from tests.home import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def news():
    return factories.make_news_index(factories.make_home(title="Басты бет"))


def page(client, path="/kk/search/", **parameters):
    response = client.get(path, parameters)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(soup):
    return [title.get_text().strip() for title in soup.select(".hit__title")]


def status(soup):
    return soup.select_one("[role=status]").get_text(strip=True)


def make(news, *titles):
    for title in titles:
        factories.make_news(news, title=title)
    indexing.index_everything()


def make_page(news, title):
    factories.make_page(news.get_parent(), title=title)
    indexing.index_everything()


def test_before_anything_is_asked_it_says_what_can_be_found(client, news):
    soup = page(client)

    assert soup.select_one("main input[name=q]")["value"] == ""
    assert not soup.select("[role=status]")
    assert [link["href"] for link in soup.select(".search__ways a")] == ["/kk/news/"]


def test_what_is_found_is_shown_with_its_date_and_the_words_marked(client, news):
    make(news, "Еріктілер күні")

    soup = page(client, q="ерікті")

    assert titles(soup) == ["Еріктілер күні"]
    assert soup.select_one(".hit mark").text == "Еріктілер"
    assert soup.select_one(".hit time")["datetime"]
    assert status(soup) == "Табылды: 1"
    assert soup.title.text.startswith("Іздеу: ерікті")
    assert soup.select_one('meta[name="robots"]')["content"] == "noindex, follow"
    assert soup.select_one("main input[name=q]")["value"] == "ерікті"


def test_kinds_are_shown_in_groups_and_one_can_be_chosen(client, news):
    make(news, *(f"Сабақ {number}" for number in range(5)))
    make_page(news, "Бір бет сабақ туралы")

    soup = page(client, q="сабақ")

    assert [title.text for title in soup.select(".search__group-title")] == ["Жаңалықтар", "Беттер"]
    assert len(soup.select(".search__group")[0].select(".hit")) == 3
    choices = {link.get_text(" ", strip=True): link["href"] for link in soup.select(".tabs__link")}
    assert list(choices) == ["Барлығы 6", "Жаңалықтар 5", "Беттер 1"]
    assert parse_qs(urlsplit(choices["Жаңалықтар 5"]).query) == {"q": ["сабақ"], "kind": ["news"]}

    soup = page(client, choices["Жаңалықтар 5"])
    assert len(titles(soup)) == 5
    assert soup.select_one(".tabs__link[aria-current]").get_text(" ", strip=True) == "Жаңалықтар 5"


def test_a_long_list_comes_in_pages_that_keep_the_query(client, news):
    make(news, *(f"Сабақ {number}" for number in range(12)))

    first = page(client, q="сабақ", kind="news")
    second = page(client, f"/kk/search/{first.select_one('a[rel=next]')['href']}")

    assert len(titles(first)) == 10
    assert len(titles(second)) == 2
    assert not set(titles(first)) & set(titles(second))


@pytest.mark.parametrize(
    "parameters", [{"kind": "nothing"}, {"kind": ""}, {"page": "x"}, {"page": "99"}, {"page": "-1"}]
)
def test_what_makes_no_sense_is_ignored(client, news, parameters):
    make(news, "Сабақ")

    assert titles(page(client, q="сабақ", **parameters)) == ["Сабақ"]


def test_who_finds_nothing_hears_so_and_is_shown_ways_on(client, news):
    make(news, "Кітапхана")

    soup = page(client, q="кітапхна")

    assert status(soup) == "Ештеңе табылмады"
    meant = soup.select_one(".search__meant a")
    assert meant.text == "кітапхана"
    assert titles(page(client, meant["href"])) == ["Кітапхана"]


def test_who_finds_nothing_is_told_of_other_languages(client, news):
    home = news.get_parent().specific
    factories.submit(home, "ru")
    russian = home.get_translation(factories.locale("ru"))
    russian.title = "Добро пожаловать"
    factories.publish(russian)
    indexing.index_everything()

    link = page(client, q="пожаловать").select_one(".search__ways a[hreflang=ru]")

    assert link["href"].startswith("/ru/search/?q=")
    assert titles(page(client, link["href"])) == ["Добро пожаловать"]


def test_what_was_typed_is_escaped(client, news):
    response = client.get("/kk/search/", {"q": '"><script>alert(1)</script>'})

    assert b"<script>alert" not in response.content


def test_the_language_switch_takes_the_query_along(client, news):
    links = page(client, q="сабақ & ұстаз").select(".languages__link")

    assert [urlsplit(link["href"]).path for link in links] == ["/kk/search/", "/ru/search/", "/en/search/"]
    assert all(parse_qs(urlsplit(link["href"]).query) == {"q": ["сабақ & ұстаз"]} for link in links[1:])


def test_suggestions_name_titles_addresses_and_kinds(client, news):
    make(news, "Еріктілер күні", "Музей")

    response = client.get("/kk/search/suggestions/", {"q": "ері"})

    assert response.json() == {
        "suggestions": [
            {
                "title": "Еріктілер күні",
                "url": news.get_children().get(title="Еріктілер күні").get_url(),
                "kind": "Жаңалықтар",
            }
        ]
    }
    assert client.get("/kk/search/suggestions/").json() == {"suggestions": []}


@pytest.mark.parametrize("path", ["/kk/search/", "/kk/search/suggestions/"])
def test_only_reading_is_possible_and_nobody_else_keeps_it(client, news, path):
    assert client.post(path).status_code == 405
    assert "private" in client.get(path, {"q": "a"})["Cache-Control"]


def test_a_search_costs_few_questions_however_much_there_is(client, news):
    def questions(**parameters):
        with CaptureQueriesContext(connection) as context:
            page(client, **parameters)
        return len(context)

    make(news, "Сабақ", "Сабақ және сабақ")
    make_page(news, "Сабақ беті")
    page(client, q="сабақ")
    few = [questions(q="сабақ"), questions(q="сабақ", kind="news"), questions(q="жоқсөз"), questions(q="саббақ")]
    make(news, *(f"Сабақ {number}" for number in range(25)))

    many = [questions(q="сабақ"), questions(q="сабақ", kind="news"), questions(q="жоқсөз"), questions(q="саббақ")]
    assert many == few
    assert max(few) <= 12


def test_the_header_of_every_page_has_the_field(client, news):
    form = page(client, "/kk/news/").select_one("header form[role=search]")

    assert form["action"] == "/kk/search/"
    assert form.select_one("input[name=q]")["id"] == form.label["for"]
