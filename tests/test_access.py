"""Every address of the site for every kind of person: walked from the resolver, so that a new one cannot be forgotten.

What exactly a reviewer or an editor may open in the volunteers' part is in tests/volunteers/test_groups.py; here stands
what must hold for all addresses, Wagtail's and wagtail-localize's too.
"""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Page

from tests.home import factories as pages
from tests.volunteers.factories import make_application
from tests.volunteers.staff import browser_of, make_member

pytestmark = pytest.mark.django_db

WRITERS = ("Editors", "Translators (Russian)", "Moderators")  # of pages, not of applications
ROLES = ("anonymous", "without group", *WRITERS, "Reviewers", "Administrators", "superuser")
# Open to anyone, as a login has to be, or empty of anything about the site.
DOORS = re.compile(r"^/admin/(login|logout|password_reset|jsi18n|sprite|health|pages/\d+/$)")
# Wagtail itself names a page there to all who may enter the admin, and shows nothing else of it.
NAMES_A_PAGE = re.compile(r"/move/\d+/confirm/|/workflow/preview/")
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
UUID = "00000000-0000-4000-8000-000000000000"


def browser(role: str) -> Client:
    client = _browser(role)
    # Some views of Wagtail's stumble over a parameter that names nothing; who sees what is asked here, not that.
    client.raise_request_exception = False
    return client


def _browser(role: str) -> Client:
    if role == "anonymous":
        return browser_of(None)
    if role == "without group":
        return browser_of(make_member(None))
    if role == "superuser":
        return browser_of(make_member(None, is_superuser=True))
    return browser_of(make_member(role))


def walk(patterns, prefix=""):
    """Every address that the resolver knows, with something plausible for each parameter."""
    for each in patterns:
        route = prefix + _filled(str(each.pattern))
        if isinstance(each, URLResolver):
            yield from walk(each.url_patterns, route)
        elif isinstance(each, URLPattern):
            yield "/" + route


def _filled(route: str) -> str:
    """A path() or re_path() pattern with its parameters filled in."""
    route = PARAMETER.sub(lambda match: UUID if match[1] == "uuid" else "1", route)
    route = re.sub(r"\(\?P<\w+>[^()]*(?:\([^()]*\)[^()]*)*\)", "1", route)
    return route.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\", "").replace("?", "")


ADMIN = sorted({url for url in walk(get_resolver().url_patterns) if url.startswith("/admin/")})


def test_the_walk_finds_the_admin():
    assert len(ADMIN) > 300
    assert "/admin/volunteers/applications/" in ADMIN


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ["anonymous", "without group"])
def test_no_address_of_the_admin_opens_to_strangers(role, method):
    make_application()
    client = browser(role)
    opened = []
    for url in ADMIN:
        if DOORS.match(url):
            continue
        response = getattr(client, method)(url)
        to_login = response.status_code == 302 and response.url.startswith("/admin/login/")
        if not to_login and response.status_code not in {403, 404, 405}:
            opened.append((url, response.status_code))
    assert opened == []


@pytest.mark.parametrize("role", WRITERS)
def test_no_address_of_the_admin_shows_who_writes_an_applicant(role):
    application = make_application(surname="Құпиябекова")
    client = browser(role)
    told = []
    for url in ADMIN:
        if DOORS.match(url):
            continue
        body = client.get(url, follow=True).content.decode(errors="replace")
        told += [url for secret in (application.surname, application.email, application.number) if secret in body]
    assert told == []


def test_no_address_of_the_admin_shows_a_reviewer_a_draft():
    home = pages.make_home()
    draft = pages.make_page(home, title="Жарияланбаған", slug="draft")
    Page.objects.get(pk=draft.pk).unpublish()
    client = browser("Reviewers")
    told = []
    for url in ADMIN:
        if DOORS.match(url) or NAMES_A_PAGE.search(url):
            continue
        for address in (url, url.replace("/1/", f"/{draft.pk}/")):
            if "Жарияланбаған" in client.get(address, follow=True).content.decode(errors="replace"):
                told.append(address)
    assert told == []


PUBLIC = ("/kk/", "/kk/page/", "/kk/apply/{code}/", "/kk/apply/received/token/", "/kk/application/token/", "/ru/page/")


@pytest.mark.parametrize("role", ROLES)
def test_public_addresses_answer_everybody_alike(role):
    pages.make_page(pages.make_home(), title="Бет", slug="page")
    opportunity = make_application().opportunity
    client = browser(role)
    found = {url: client.get(url.format(code=opportunity.code)).status_code for url in PUBLIC}
    assert found == {
        "/kk/": 200,
        "/kk/page/": 200,
        "/kk/apply/{code}/": 200,
        "/kk/apply/received/token/": 404,
        "/kk/application/token/": 404,
        "/ru/page/": 404,
    }


def test_a_missing_page_answers_in_the_language_of_its_address(client):
    pages.make_home()
    for language in ("kk", "ru", "en"):
        response = client.get(f"/{language}/nothing-here/")
        assert response.status_code == 404
        assert f'<html lang="{language}"' in response.content.decode()


def test_a_request_that_is_too_large_gets_a_page_of_ours(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    opportunity = make_application().opportunity
    response = client.post(f"/ru/apply/{opportunity.code}/", {"surname": "a" * 2000})
    assert response.status_code == 400
    assert '<html lang="ru"' in response.content.decode()
