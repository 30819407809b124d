"""Links in mail: absolute, in the applicant's language, and made by nobody but us."""

import pytest
from django.conf import settings as project_settings
from django.core import signing
from django.test.utils import override_settings

from tests.volunteers.factories import make_application
from volunteers.domain import links

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", [code for code, _name in project_settings.LANGUAGES])
def test_the_link_is_absolute_and_in_the_applicant_s_language(language, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://erikti.example.kz/"
    application = make_application(language=language)
    url = links.manage_url(application)
    assert url == f"https://erikti.example.kz/{language}/application/{links.token_for(application)}/"


def test_the_link_leads_back_to_its_application():
    first, second = make_application(), make_application()
    assert links.application_from(links.token_for(first)) == first
    assert links.application_from(links.token_for(second)) == second


def test_the_link_opens_for_who_follows_it(client):
    application = make_application(language="ru")
    response = client.get(links.manage_url(application).removeprefix("http://localhost:8000"))
    assert response.status_code == 200
    assert application.number in response.content.decode()


def test_a_link_made_by_somebody_else_opens_nothing():
    first, second = make_application(), make_application()
    signature = links.token_for(first).partition("~")[2]
    for token in (
        first.number,
        f"{first.number}~",
        f"{second.number}~{signature}",
        f"{first.number}~{signature[:-1]}",
        signing.Signer(sep="~", salt="something else").sign(first.number),
        "",
    ):
        assert links.application_from(token) is None


def test_the_link_of_a_deleted_application_opens_nothing():
    application = make_application()
    token = links.token_for(application)
    application.messages.all().delete()
    application.delete()
    assert links.application_from(token) is None


def test_a_link_outlives_a_change_of_the_secret_key():
    application = make_application()
    token = links.token_for(application)
    with override_settings(SECRET_KEY="a new one", SECRET_KEY_FALLBACKS=[project_settings.SECRET_KEY]):
        assert links.application_from(token) == application
        assert links.token_for(application) != token
    with override_settings(SECRET_KEY="a new one", SECRET_KEY_FALLBACKS=[]):
        assert links.application_from(token) is None
