"""The front door, the language switch and the page that says in which languages another one exists."""

import pytest
from bs4 import BeautifulSoup

from tests.home import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factories.make_home()


@pytest.fixture
def homes(home):
    factories.translated(home, "ru", "en")
    return home


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "kk"),
        ("ru", "ru"),
        ("en-GB,en;q=0.9", "en"),
        ("de,fr;q=0.8", "kk"),
        ("de,ru;q=0.5,en;q=0.4", "ru"),
        ("kk-KZ", "kk"),
        ("*", "kk"),
    ],
)
def test_front_door_follows_the_browser(client, homes, accepted, language):
    response = client.get("/", headers={"accept-language": accepted})

    assert (response.status_code, response["Location"]) == (302, f"/{language}/")


def test_front_door_prefers_what_it_remembers(client, homes):
    client.cookies["django_language"] = "ru"

    assert client.get("/", headers={"accept-language": "en"})["Location"] == "/ru/"


def test_front_door_ignores_a_cookie_of_nonsense(client, homes):
    client.cookies["django_language"] = "../../etc"

    assert client.get("/")["Location"] == "/kk/"


def test_front_door_passes_over_a_language_without_a_home_page(client, home):
    assert client.get("/", headers={"accept-language": "en"})["Location"] == "/kk/"


def test_front_door_asks_for_the_site_and_its_home_pages_alone(client, homes, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/", headers={"accept-language": "ru"})


def test_front_door_is_not_shared_between_visitors(client, homes):
    response = client.get("/")

    assert response["Cache-Control"] == "private"
    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in response["Vary"].split(",")}


def test_switch_leads_to_the_same_page_and_remembers(client, homes):
    about = factories.make_page(homes, slug="about")
    factories.translated(about, "ru")

    response = client.get(f"/ru/translation/{about.pk}/")

    assert (response.status_code, response["Location"]) == (302, "/ru/about-ru/")
    assert response.cookies["django_language"].value == "ru"


def test_switch_works_from_a_translation_too(client, homes):
    about = factories.make_page(homes, slug="about")
    russian = factories.translated(about, "ru")

    assert client.get(f"/kk/translation/{russian.pk}/")["Location"] == "/kk/about/"


def test_switch_without_a_translation_lists_the_languages_there_are(client, homes):
    about = factories.make_page(homes)
    factories.translated(about, "ru")

    response = client.get(f"/en/translation/{about.pk}/")

    soup = BeautifulSoup(response.content, "html.parser")
    offered = {link["hreflang"]: link["href"] for link in soup.main.select("a[hreflang]")}
    assert response.status_code == 404
    assert soup.html["lang"] == "en"
    assert offered == {"kk": f"/kk/translation/{about.pk}/", "ru": f"/ru/translation/{about.pk}/"}
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"


def test_switch_does_not_show_a_draft_translation(client, homes):
    about = factories.make_page(homes)
    factories.submit(about, "ru")

    assert client.get(f"/ru/translation/{about.pk}/").status_code == 404


@pytest.mark.parametrize("change", [{"live": False}, {"pk": 999_999}])
def test_switch_knows_nothing_of_a_page_that_is_not_public(client, homes, change):
    about = factories.make_page(homes, title="Құпия бет")
    if "live" in change:
        about.unpublish()
    response = client.get(f"/ru/translation/{change.get('pk', about.pk)}/")

    assert response.status_code == 404
    assert "hreflang" not in BeautifulSoup(response.content, "html.parser").main.decode()


def test_switch_is_for_reading_only(client, homes):
    assert client.post(f"/ru/translation/{homes.pk}/").status_code == 405


def test_every_page_links_to_itself_in_all_languages(client, homes, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://volunteers.example.kz"
    about = factories.make_page(homes, slug="about")
    factories.translated(about, "ru")

    soup = BeautifulSoup(client.get("/kk/about/").content, "html.parser")

    switch = {link["hreflang"]: link["href"] for link in soup.header.select("a[hreflang]")}
    assert list(switch) == ["kk", "ru", "en"]
    assert switch["kk"] == "/kk/about/"
    assert switch["ru"] == f"/ru/translation/{about.pk}/"
    assert switch["en"] == f"/en/translation/{about.pk}/"
    alternates = {link["hreflang"]: link["href"] for link in soup.select("link[rel=alternate][hreflang]")}
    assert alternates == {
        "x-default": "https://volunteers.example.kz/kk/about/",
        "kk": "https://volunteers.example.kz/kk/about/",
        "ru": "https://volunteers.example.kz/ru/about-ru/",
    }


def test_an_unknown_page_links_to_the_same_address_in_other_languages(client, homes):
    response = client.get("/kk/nothing-here/")

    soup = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 404
    assert soup.header.select_one("a[hreflang=ru]")["href"] == "/ru/nothing-here/"
