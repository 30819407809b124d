"""What is shown when something is wrong: in the reader's language and version, by nothing that may be broken itself."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client, RequestFactory
from django.utils import translation

from home.views import errors
from tests.home import factories


def show(view, *args, **cookies):
    request = RequestFactory().get("/kk/")
    request.COOKIES = cookies
    return view(request, *args)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    ("view", "args", "status"), [(errors.server_error, (), 500), (errors.bad_request, (None,), 400)]
)
def test_broken_site_answers_without_a_query(view, args, status, language):
    with translation.override(language):  # No mark allows this test a database.
        response = show(view, *args)

    soup = BeautifulSoup(response.content, "html.parser")
    assert (response.status_code, soup.html["lang"]) == (status, language)
    assert len(soup.find_all("h1")) == 1


def test_broken_site_still_knows_who_sees_poorly():
    assert b'data-vision="high"' in show(errors.server_error, vision="1").content
    assert b"data-vision" not in show(errors.server_error).content


@pytest.mark.django_db
def test_failure_of_a_page_shows_our_words_in_the_language_of_its_address(monkeypatch):
    factories.make_home()
    monkeypatch.setattr("wagtail.models.Page.route", lambda *args: 1 / 0)
    client = Client(raise_request_exception=False)

    response = client.get("/ru/")

    assert response.status_code == 500
    assert BeautifulSoup(response.content, "html.parser").html["lang"] == "ru"


@pytest.mark.django_db
def test_missing_page_offers_ways_on(client):
    home = factories.make_home()
    factories.make_page(home, title="Біз туралы", slug="about", show_in_menus=True)

    response = client.get("/kk/nowhere/")

    soup = BeautifulSoup(response.content, "html.parser")
    links = {link["href"] for link in soup.select("main a")}
    assert response.status_code == 404
    assert {"/kk/", "/kk/about/"} <= links


@pytest.mark.django_db
def test_missing_page_outside_the_languages_is_an_error_too(client):
    assert client.get("/static/nothing.css").status_code == 404
