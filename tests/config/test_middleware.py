"""Where an address leads that nobody has."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/admin/nothing/", "/documents/1/x.pdf", "/media/x.jpg", "/static/x.css"])
def test_what_is_missing_outside_the_languages_is_missing_at_once(admin_client, path):
    assert admin_client.get(path).status_code == 404


def test_an_address_without_its_language_is_led_into_it(client):
    response = client.get("/apply/nothing/", headers={"Accept-Language": "ru"})
    assert (response.status_code, response["Location"]) == (302, "/ru/apply/nothing/")
