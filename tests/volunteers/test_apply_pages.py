"""The form on a page of the site, and what an application keeps of the page that it came from."""

import re

import pytest
from django.test import Client
from django.utils import timezone, translation
from wagtail.models import Page

from home.models import StandardPage
from tests.home.factories import add, fresh, locale, make_home
from tests.volunteers import applying
from tests.volunteers.applying import send, typed
from tests.volunteers.factories import make_opportunity
from volunteers.domain import links, opportunities
from volunteers.models import Application

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_home()


def page_with(parent, *shown, slug="nauryz", title="Наурыз мерекесі") -> StandardPage:
    body = [("application_form", {"opportunity": opportunity}) for opportunity in shown]
    return add(parent, StandardPage(title=title, slug=slug, body=body))


def in_russian(page: StandardPage, title="Праздник Наурыз") -> StandardPage:
    """Its Russian copy, live, under a Russian home page."""
    home = Page.objects.get(depth=2, locale=locale("kk")).specific
    if not home.has_translation(locale("ru")):
        home.copy_for_translation(locale("ru")).specific.save_revision().publish()
    copy = page.copy_for_translation(locale("ru")).specific
    copy.title = title
    copy.save_revision().publish()
    return fresh(copy)


def form_of(page: str) -> str:
    return page[page.index("<form", page.index("<main")) : page.index("</form>", page.index("<main"))]


def hidden_in(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form_of(page)))


def test_form_stands_on_the_page_and_posts_to_its_own_address(client, home):
    opportunity = make_opportunity()
    page = page_with(home, opportunity)

    shown = client.get(page.url).content.decode()

    form = form_of(shown)
    assert f'action="{applying.url(opportunity)}"' in form
    assert f'data-fresh="{applying.url(opportunity)}fresh/"' in form
    assert f'name="page" value="{page.pk}"' in form
    assert 'method="post"' in form
    assert "js/apply.js" in shown


def test_page_with_a_form_is_the_same_for_everybody(home):
    page = page_with(home, make_opportunity())

    first, second = (Client().get(page.url) for _visitor in range(2))

    assert first.content == second.content
    assert "csrfmiddlewaretoken" not in first.content.decode()
    assert not first.cookies


def test_form_taken_from_the_page_can_be_sent(home):
    """As a browser without JavaScript does it: the hidden fields, and where it comes from."""
    opportunity = make_opportunity()
    page = page_with(home, opportunity)
    client = Client(enforce_csrf_checks=True)
    hidden = hidden_in(client.get(page.url).content.decode())

    data = {**typed(opportunity, submission_key=None), **hidden}
    response = client.post(applying.url(opportunity), data, headers={"Sec-Fetch-Site": "same-origin"})

    assert response.status_code == 303
    application = Application.objects.get()
    assert application.page_title == "Наурыз мерекесі"
    assert application.page_url == page.url


def test_form_from_the_page_is_not_told_that_it_was_quick(home, settings):
    settings.APPLY_MINIMUM_SECONDS = 3
    opportunity = make_opportunity()
    hidden = hidden_in(Client().get(page_with(home, opportunity).url).content.decode())

    assert send(opportunity, **{**hidden, "submission_key": ""}).status_code == 303


def test_mark_of_another_page_does_not_do(home, settings):
    settings.APPLY_MINIMUM_SECONDS = 3
    hidden = hidden_in(Client().get(page_with(home, make_opportunity()).url).content.decode())

    assert send(make_opportunity(), shown=hidden["shown"]).status_code == 422


def test_two_forms_on_one_page_share_no_id(client, home):
    page = page_with(home, make_opportunity(), make_opportunity())

    shown = client.get(page.url).content.decode()

    ids = re.findall(r'\sid="([^"]+)"', shown)
    assert sorted(ids) == sorted(set(ids))


def test_application_keeps_the_page_of_its_language(home):
    opportunity = make_opportunity()
    page = page_with(home, opportunity)
    russian = in_russian(page)

    send(opportunity, language="kk", email="kk@example.kz", page=page.pk)
    send(opportunity, language="ru", email="ru@example.kz", page=russian.pk)
    # The page of one language and the form of another: whoever switched in between.
    send(opportunity, language="ru", email="switched@example.kz", page=page.pk)
    # No page in English yet.
    send(opportunity, language="en", email="en@example.kz", page=page.pk)

    kept = {a.email: (a.page_title, a.page_url) for a in Application.objects.all()}
    assert kept == {
        "kk@example.kz": ("Наурыз мерекесі", page.url),
        "ru@example.kz": ("Праздник Наурыз", russian.url),
        "switched@example.kz": ("Праздник Наурыз", russian.url),
        "en@example.kz": ("", ""),
    }


def test_page_that_does_not_show_the_opportunity_is_not_believed(home):
    opportunity = make_opportunity()
    page = page_with(home, opportunity)
    other = page_with(home, make_opportunity(), slug="other", title="Басқа")

    for number, claimed in enumerate((other.pk, 10**30, -1, "x", "\0")):
        response = send(opportunity, email=f"a{number}@example.kz", page=claimed)
        assert response.status_code == 303, claimed

    assert set(Application.objects.values_list("page_title", flat=True)) == {page.title}


def test_page_taken_offline_is_not_linked(home):
    opportunity = make_opportunity()
    page = page_with(home, opportunity)
    page.unpublish()

    send(opportunity, page=page.pk)

    assert Application.objects.get().page_url == ""


def test_one_of_several_pages_is_the_one_applied_from(home):
    opportunity = make_opportunity()
    page_with(home, opportunity)
    second = page_with(home, opportunity, slug="second", title="Екінші")

    send(opportunity, page=second.pk)

    assert Application.objects.get().page_title == "Екінші"


def test_page_says_why_nobody_can_apply_where_the_form_would_be(client, home):
    opportunity = make_opportunity()
    page = page_with(home, opportunity)
    opportunities.cancel(opportunity=opportunity, by=None)

    shown = client.get(page.url).content.decode()

    with translation.override("kk"):
        reason = str(opportunities.why_cannot_apply(opportunity)[0].message)
    main = shown[shown.index("<main") : shown.index("</main")]
    assert reason in main
    assert "<form" not in main


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_refusal_leads_to_what_else_there_is(client, language):
    opportunity = make_opportunity(cancelled_at=timezone.now())
    page = client.get(applying.url(opportunity, language)).content.decode()
    notice = re.search(r'<div class="notice .*?</div>', page, re.DOTALL)[0]
    assert re.findall(r'href="([^"]*)"', notice) == [f"/{language}/"]


def test_form_of_its_own_leads_back_to_the_page(client, home):
    opportunity = make_opportunity()
    page = page_with(home, opportunity)

    shown = client.get(applying.url(opportunity)).content.decode()

    assert "<h1>Наурыз мерекесі</h1>" in shown
    assert f'href="{page.url}"' in shown
    assert opportunity.name not in shown


def test_language_switch_keeps_to_the_form(client, home):
    opportunity = make_opportunity()
    page_with(home, opportunity)

    shown = client.get(applying.url(opportunity, "kk")).content.decode()

    assert f'href="{applying.url(opportunity, "ru")}"' in shown


def test_applicant_reads_the_name_of_it_in_the_language_of_her_page(client, home):
    opportunity = make_opportunity()
    in_russian(page_with(home, opportunity))
    send(opportunity)
    token = links.token_for(Application.objects.get())

    shown = {
        language: client.get(f"/{language}/application/{token}/").content.decode() for language in ("kk", "ru", "en")
    }

    assert "Праздник Наурыз" in shown["ru"]
    assert "Наурыз мерекесі" in shown["kk"]
    assert "Наурыз мерекесі" in shown["en"]
