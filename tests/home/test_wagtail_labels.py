"""What Wagtail and wagtail-localize would say in English, whatever language an administrator reads."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Site, Workflow
from wagtail.users.models import UserProfile

from tests.home import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = factories.make_superuser()
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "kk"})
    client.force_login(user)
    return client


def words(response) -> list[str]:
    """The texts between the tags, in which words stand."""
    body = re.sub(r"<(script|style|template)\b.*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return [text.strip() for text in re.findall(r">([^<>]+)<", body) if text.strip()]


def test_the_list_of_sites_has_kazakh_columns(administrator):
    Site.objects.get_or_create(hostname="localhost", defaults={"root_page": factories.make_home()})

    said = words(administrator.get(reverse("wagtailsites:index")))

    assert {"Порт", "Сайт атауы", "Түбір бет"} <= set(said)
    assert not {"Port", "Site name", "Root page"} & set(said)


def test_the_list_of_languages_counts_in_kazakh(administrator):
    said = words(administrator.get(reverse("wagtaillocales:index")))

    assert [text for text in said if re.fullmatch(r"Беттер: \d+\. Басқалары: \d+\.", text)] != []
    assert [text for text in said if "others" in text or "pages" in text] == []


def test_the_fields_of_a_workflow_are_named_in_kazakh(administrator):
    said = words(administrator.get(reverse("wagtailadmin_workflows:edit", args=[Workflow.objects.get().pk])))

    assert not {"Page", "Content types"} & {text.rstrip(":* ") for text in said}


def test_the_rights_of_a_group_are_named_in_kazakh(administrator):
    said = words(administrator.get(reverse("wagtailusers_groups:add")))

    assert [text for text in said if text.startswith("Can ") or text in {"Translation", "Locale"}] == []
    assert "Қосу: өтетін орны" in said
    assert "Жариялай алады" in said


def test_a_sign_in_a_table_says_yes_in_kazakh(administrator):
    body = administrator.get(reverse("wagtailusers_users:index")).content.decode()

    assert "иә" in re.findall(r"<title[^>]*>([^<]+)</title>", body) + words(administrator.get("/admin/users/"))
    assert "True" not in words(administrator.get("/admin/users/"))
