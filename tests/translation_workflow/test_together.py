"""What happens to a page happens to it in all languages, and the editor is told before."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from tests.home import factories
from tests.translation_workflow.test_moderation import in_english, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    home = factories.make_home()
    factories.translated(home, "ru", "en")
    return home


@pytest.fixture
def page(home):
    page = factories.make_page(home, title="Біз туралы")
    factories.translated(page, "ru", "en")
    return page


@pytest.fixture
def admin(client):
    client.force_login(in_english(factories.make_superuser()))
    return client


def versions(page):
    return Page.objects.filter(translation_key=page.translation_key)


def test_unpublishing_a_source_unpublishes_its_translations_and_says_so(admin, page):
    address = reverse("wagtailadmin_pages:unpublish", args=[page.pk])

    warning = admin.get(address).context["translation_count"]
    admin.post(address)

    assert (warning, list(versions(page).live())) == (2, [])


def test_unpublishing_a_translation_leaves_the_others(admin, page):
    russian = page.get_translation(factories.locale("ru"))

    admin.post(reverse("wagtailadmin_pages:unpublish", args=[russian.pk]))

    assert set(versions(page).live().values_list("locale__language_code", flat=True)) == {"kk", "en"}


def test_deleting_a_source_deletes_its_translations_and_says_so(admin, page):
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])

    warning = admin.get(address).context["translation_count"]
    admin.post(address)

    assert (warning, versions(page).count()) == (2, 0)


def test_deleting_a_translation_leaves_the_others(admin, page):
    russian = page.get_translation(factories.locale("ru"))

    admin.post(reverse("wagtailadmin_pages:delete", args=[russian.pk]))

    assert set(versions(page).values_list("locale__language_code", flat=True)) == {"kk", "en"}


def test_moving_a_page_moves_it_in_all_languages(admin, home, page):
    place = factories.make_page(home, title="Орталық")
    factories.translated(place, "ru", "en")

    admin.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, place.pk]))

    parents = {version.get_parent().translation_key for version in versions(page)}
    assert parents == {place.translation_key}


def test_a_page_that_expires_expires_in_all_languages(page):
    page.expire_at = timezone.now() + datetime.timedelta(minutes=1)
    page = factories.publish(page)
    versions(page).update(expire_at=timezone.now() - datetime.timedelta(minutes=1))

    call_command("publish_scheduled")

    assert list(versions(page).live()) == []


def test_the_hour_at_which_a_page_expires_reaches_its_translations(page):
    page.expire_at = timezone.now() + datetime.timedelta(days=1)

    page = factories.publish(page)

    assert set(versions(page).values_list("expire_at", flat=True)) == {page.expire_at}


def test_a_translation_is_not_published_before_its_source(admin, page):
    page.unpublish()
    russian = page.get_translation(factories.locale("ru"))
    russian.unpublish()

    with factories.committing():
        response = admin.post(reverse("wagtailadmin_pages:edit", args=[russian.pk]), {"action": "publish"})

    assert said(response) == ["The source is not published. Publish it first."]
    assert not factories.fresh(russian).live
