"""Public addresses, for every kind of person. Who opens what in the admin is in tests/roles."""

import pytest

from tests.home import factories as pages
from tests.roles.matrix import ROLES
from tests.roles.people import browser_of_role
from tests.volunteers.factories import make_application

pytestmark = pytest.mark.django_db

PUBLIC = ("/kk/", "/kk/page/", "/kk/apply/{code}/", "/kk/apply/received/token/", "/kk/application/token/", "/ru/page/")


@pytest.mark.parametrize("role", ROLES.values())
def test_public_addresses_answer_everybody_alike(role):
    pages.make_page(pages.make_home(), title="Бет", slug="page")
    opportunity = make_application().opportunity
    client = browser_of_role(role)
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


@pytest.mark.parametrize("role", ["anonymous", "without group"])
def test_the_admin_leads_strangers_to_the_login(role):
    response = browser_of_role(role).get("/admin/volunteers/applications/")

    assert (response.status_code, response.url) == (302, "/admin/login/?next=/admin/volunteers/applications/")
