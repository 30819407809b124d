"""The version for people who see poorly: its switch, what it remembers, and that every page obeys."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests.home import factories

SWITCH = reverse("home:vision", args=["kk"])


def press(client, url=SWITCH, **data):
    return client.post(url, {"vision": "1", "next": "/kk/", **data})


def test_switch_stands_under_the_language():
    assert SWITCH == "/kk/vision/"


def test_switch_is_remembered_for_a_year_out_of_reach_of_scripts_and_other_sites(client, settings):
    settings.LANGUAGE_COOKIE_SECURE = True

    cookie = press(client).cookies["vision"]

    assert (cookie.value, cookie["max-age"], cookie["path"]) == ("1", 31_536_000, "/")
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")


def test_switch_forgets_when_it_is_turned_off(client):
    press(client)

    response = press(client, vision="0")

    assert (response.status_code, response["Location"]) == (303, "/kk/")
    assert client.cookies["vision"].value == ""
    assert response.cookies["vision"]["max-age"] == 0


def test_switch_leads_back_to_where_it_was_pressed(client):
    response = press(client, next="/ru/meropriyatiya/?scale=city&q=сабақ")

    assert (response.status_code, response["Location"]) == (
        303,
        "/ru/meropriyatiya/?scale=city&q=%D1%81%D0%B0%D0%B1%D0%B0%D2%9B",
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example.org/",
        "//evil.example.org/",
        "///evil.example.org/",
        "/\\evil.example.org/",
        "\\\\evil.example.org/",
        "https:evil.example.org",
        "javascript:alert(1)",
        "http://testserver@evil.example.org/",
        "/kk/\r\nSet-Cookie: stolen=1",
        "",
    ],
)
def test_switch_leads_to_no_other_site(client, address):
    response = press(client, url=reverse("home:vision", args=["ru"]), next=address)

    location = response["Location"]
    assert location == "/ru/" or (location.startswith("/kk/") and "\n" not in location and "\r" not in location)
    assert "stolen" not in response.cookies


def test_switch_stays_on_https(client):
    response = client.post(SWITCH, {"vision": "1", "next": "http://testserver/ru/"}, secure=True)

    assert response["Location"] == "/kk/"


@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_switch_turns_for_a_press_alone(client, method):
    response = getattr(client, method)(SWITCH)

    assert response.status_code == 405
    assert "vision" not in response.cookies


def test_switch_needs_no_token_and_is_kept_by_no_cache():
    response = press(Client(enforce_csrf_checks=True))

    assert response.status_code == 303
    assert set(response["Cache-Control"].split(", ")) == {"private", "no-store"}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/kk/?a=1", "/kk/missing/"])
def test_every_page_has_the_switch_and_obeys_it(client, path):
    factories.make_home()

    def look():
        soup = BeautifulSoup(client.get(path).content, "html.parser")
        form = soup.select_one("header form.vision")
        return (
            soup.html.get("data-vision"),
            {field["name"]: field["value"] for field in form.select("[name]")},
            form["action"],
        )

    plain, fields, action = look()
    client.post(action, fields)
    strong, fields_back, _ = look()
    client.post(action, fields_back)

    assert (plain, fields) == (None, {"next": path, "vision": "1"})
    assert (strong, fields_back) == ("high", {"next": path, "vision": "0"})
    assert look()[0] is None


@pytest.mark.django_db
def test_page_heeds_no_other_value_of_the_cookie(client):
    factories.make_home()
    client.cookies["vision"] = '"><script>'

    page = client.get("/kk/").content.decode()

    assert "data-vision" not in page
    assert "<script>" not in page
