"""The switch that shuts the public site while it is worked on."""

import pytest
from bs4 import BeautifulSoup


@pytest.fixture
def shut(settings, tmp_path):
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    settings.MAINTENANCE_FILE.touch()


@pytest.mark.parametrize("path", ["/", "/kk/", "/ru/apply/open-day/", "/documents/1/plan.pdf"])
def test_a_shut_site_says_so_in_every_language_without_a_query(client, shut, path):
    response = client.get(path)  # No mark allows this test a database.

    soup = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 503
    assert response["Retry-After"] == "900"
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Security-Policy"] == "default-src 'self'"
    assert [section["lang"] for section in soup.select("main section")] == ["kk", "ru", "en"]


def test_a_shut_site_takes_no_forms(client, shut):
    assert client.post("/kk/vision/", {"vision": "1"}).status_code == 503


@pytest.mark.django_db
def test_a_shut_site_lets_staff_and_supervisors_in(client, shut):
    assert client.get("/admin/login/").status_code == 200
    assert client.get("/healthz").status_code == 200


def test_a_variable_shuts_the_site_too(client, settings):
    settings.MAINTENANCE = True

    assert client.get("/kk/").status_code == 503
