"""Pages in the words of schema.org, held against what Google's documentation requires and recommends."""

import datetime
import json

import pytest
from bs4 import BeautifulSoup

from tests.home import factories as pages
from tests.structured_data import by_type, lacking

pytestmark = pytest.mark.django_db

BASE = "https://volunteers.example.kz"


@pytest.fixture(autouse=True)
def _base(settings):
    settings.WAGTAILADMIN_BASE_URL = BASE


@pytest.fixture
def organisation():
    return pages.make_organisation(
        name="Президенттік орталық",
        short_name="Орталық",
        logo=pages.make_image(),
        city="Астана",
        address="Бейбітшілік көшесі, 1",
        phones="+7 7172 70 00 00\n+7 701 123 45 67",
        email="info@example.kz",
        social_links=[("link", {"network": "telegram", "url": "https://telegram.example.org/kitap"})],
    )


@pytest.fixture
def home(organisation):
    return pages.make_home(summary="Еріктілер бағдарламасы")


@pytest.fixture
def news_index(home):
    return pages.make_news_index(home)


def test_home_page_is_about_the_organisation_and_its_site(client, home, organisation):
    nodes = by_type(client.get("/kk/"))

    assert nodes.keys() == {"Organization", "WebSite"}
    assert lacking(nodes["Organization"]) == []
    assert nodes["Organization"] == {
        "@type": "Organization",
        "@id": f"{BASE}/#organisation",
        "name": "Президенттік орталық",
        "alternateName": "Орталық",
        "url": f"{BASE}/",
        "logo": {"@type": "ImageObject", "url": BASE + organisation.logo.file.url},
        "email": "info@example.kz",
        "telephone": "+77172700000",
        "sameAs": ["https://telegram.example.org/kitap"],
        "contactPoint": [
            {"@type": "ContactPoint", "telephone": number, "contactType": "customer service"}
            for number in ("+77172700000", "+77011234567")
        ],
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "Бейбітшілік көшесі, 1",
            "addressLocality": "Астана",
            "addressCountry": "KZ",
        },
    }
    site = nodes["WebSite"]
    assert lacking(site) == []
    assert site["publisher"] == {"@id": nodes["Organization"]["@id"]}
    assert site["potentialAction"]["target"]["urlTemplate"] == f"{BASE}/kk/search/?q={{search_term_string}}"


def test_organisation_that_says_little_is_not_given_blanks(client):
    pages.make_home()
    pages.make_organisation(name="Орталық", short_name="Орталық")

    assert by_type(client.get("/kk/"))["Organization"] == {
        "@type": "Organization",
        "@id": f"{BASE}/#organisation",
        "name": "Орталық",
        "url": f"{BASE}/",
        "logo": {"@type": "ImageObject", "url": f"{BASE}/static/ornament/favicon.svg"},
    }


def test_news_is_an_article(client, news_index):
    item = pages.make_news(
        news_index, slug="a", title="Ашылу", cover=pages.make_image(), published_on=datetime.date(2026, 11, 24)
    )
    client.get("/kk/news/a/")  # The first visit makes the cover's renditions.

    nodes = by_type(client.get("/kk/news/a/"))

    article = nodes["NewsArticle"]
    assert lacking(article) == []
    assert article["headline"] == "Ашылу"
    assert article["datePublished"] == "2026-11-24T00:00:00+05:00"
    modified = datetime.datetime.fromisoformat(article["dateModified"])
    assert abs(modified - item.last_published_at) < datetime.timedelta(milliseconds=1)
    assert article["publisher"]["name"] == "Президенттік орталық"
    assert lacking(article["publisher"], "publisher") == []
    assert article["inLanguage"] == "kk"
    cover, drawn = article["image"]
    assert cover.startswith(f"{BASE}/media/images/")
    assert client.get(drawn.removeprefix(BASE)).status_code == 200


def test_news_published_ahead_was_not_changed_before(client, news_index):
    pages.make_news(news_index, slug="a", published_on=datetime.date(2099, 1, 1))

    article = by_type(client.get("/kk/news/a/"))["NewsArticle"]

    assert article["dateModified"] == article["datePublished"] == "2099-01-01T00:00:00+05:00"


def test_inner_pages_say_where_they_stand(client, home):
    above = pages.make_page(home, slug="museum", title="Мұражай")
    pages.make_page(above, slug="way", title="Жол")

    trail = by_type(client.get("/kk/museum/way/"))["BreadcrumbList"]

    assert lacking(trail) == []
    assert trail["itemListElement"] == [
        {"@type": "ListItem", "position": position, "name": name, "item": BASE + url}
        for position, name, url in (
            (1, "Басты бет", "/kk/"),
            (2, "Мұражай", "/kk/museum/"),
            (3, "Жол", "/kk/museum/way/"),
        )
    ]


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--<script>", "&lt;/script&gt;", "a\u2028b"])
def test_no_text_ends_the_script(client, news_index, text):
    pages.make_news(news_index, slug="a", title=text)
    html = client.get("/kk/news/a/").content.decode()

    [script] = BeautifulSoup(html, "html5lib").select("script[type='application/ld+json']")

    assert not set("<>&") & set(script.string)
    assert json.loads(script.string)["@graph"][0]["headline"] == text
