"""Between 'Publish' and the publishing: what will happen, to how many, and the way back."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, PageSubscription
from wagtail.test.utils.form_data import streamfield

from tests.events import factories
from tests.events.factories import DAY
from tests.events.test_admin import event_form
from tests.home import factories as pages
from tests.volunteers.factories import make_application, make_opportunity
from tests.volunteers.staff import browser_of, make_member
from volunteers.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return factories.make_event_index(pages.make_home())


@pytest.fixture
def opportunity(index):
    return make_opportunity()


@pytest.fixture
def event(index, opportunity):
    return factories.make_event(
        index,
        slug="event",
        starts_at=opportunity.shifts.get().starts_at.replace(second=0, microsecond=0),
        body=[("application_form", {"opportunity": opportunity})],
    )


@pytest.fixture
def browser(index):
    return browser_of(make_member("Moderators"))


def typed(moment):
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def edit(browser, event, **fields):
    """Presses "Publish" in the page editor."""
    moments = {name: typed(getattr(event, name)) for name in ("starts_at", "ends_at")}
    body = streamfield([("application_form", {"opportunity": event.opportunities.get().pk})])
    data = event_form(**{"title": event.title, "venue": event.venue_id, "body": body, **moments, **fields})
    return browser.post(reverse("wagtailadmin_pages:edit", args=[event.pk]), data)


def told():
    return list(Message.objects.exclude(kind="received").values_list("kind", "recipient"))


def test_nothing_happens_before_it_is_confirmed(browser, event, opportunity):
    make_application(opportunity, email="one@example.kz")
    make_application(opportunity, email="two@example.kz")

    response = edit(browser, event, status="cancelled", title="Жаңа атау")
    page = browser.get(response.url).content.decode()

    latest = pages.fresh(event).latest_revision_id
    assert response.url == reverse("events_admin:publish_change", args=[event.pk, latest])
    assert "This event will be cancelled" in page
    assert "2 people have applied and will be written to" in page
    event = pages.fresh(event)
    assert (event.status, event.title == "Жаңа атау", told()) == ("scheduled", False, [])
    # The way back leads to all that was typed.
    form = browser.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).context["form"]
    assert (form["status"].value(), form["title"].value()) == ("cancelled", "Жаңа атау")


def test_confirmed_it_is_published_and_told(browser, event, opportunity):
    make_application(opportunity, email="one@example.kz")
    url = edit(browser, event, status="cancelled").url

    response = browser.post(url, {"is_mailed": "on", "words_kk": "Өкінішке қарай"}, follow=True)

    assert (pages.fresh(event).status, told()) == ("cancelled", [("event_cancelled", "one@example.kz")])
    assert "1 person is being written to." in response.content.decode()
    assert "Өкінішке қарай" in Message.objects.get(kind="event_cancelled").body_text
    browser.post(url, {"is_mailed": "on"})
    assert len(told()) == 1


def test_unticked_nobody_is_written_to(browser, event, opportunity):
    make_application(opportunity)

    browser.post(edit(browser, event, status="postponed").url, {"words_kk": ""})

    assert (pages.fresh(event).status, told()) == ("postponed", [])


def test_where_nobody_has_applied_it_says_so_and_asks_nothing_more(browser, event):
    page = browser.get(edit(browser, event, status="cancelled").url)

    assert "Nobody has an application here" in page.content.decode()
    assert list(page.context["form"].fields) == []


def test_a_word_is_asked_for_in_each_language_that_is_read(browser, event, opportunity):
    for number, language in enumerate(["ru", "ru", "en"]):
        make_application(opportunity, email=f"{number}@example.kz", language=language)
    url = edit(browser, event, status="cancelled").url

    fields = browser.get(url).context["form"].fields
    browser.post(url, {"is_mailed": "on", "words_ru": "Увы", "words_en": "Alas"})

    assert list(fields) == ["is_mailed", "words_ru", "words_en"]
    assert "2 people" in fields["words_ru"].help_text
    mails = Message.objects.filter(kind="event_cancelled")
    assert [("Увы" in mail.body_text, "Alas" in mail.body_text) for mail in mails.order_by("recipient")] == [
        (True, False),
        (True, False),
        (False, True),
    ]


def test_for_a_later_publishing_it_is_decided_for_those_who_apply_meanwhile(browser, event, opportunity, time_machine):
    goes_live = timezone.now() + DAY
    url = edit(browser, event, status="cancelled", go_live_at=f"{timezone.localtime(goes_live):%d.%m.%Y %H:%M}").url

    page = browser.get(url)
    assert list(page.context["form"].fields) == ["is_mailed", "words_kk", "words_ru", "words_en"]
    assert "Whoever has by then will be written to." in page.content.decode()
    browser.post(url, {"is_mailed": "on", "words_ru": "Увы"})
    make_application(opportunity, email="one@example.kz", language="ru")
    time_machine.move_to(goes_live + DAY / 24)
    call_command("publish_scheduled")

    assert told() == [("event_cancelled", "one@example.kz")]
    assert "Увы" in Message.objects.get(kind="event_cancelled").body_text


def test_shifts_are_offered_to_move_along(browser, event, opportunity):
    make_application(opportunity)
    later = {name: typed(getattr(event, name) + 7 * DAY) for name in ("starts_at", "ends_at")}

    page = browser.get(edit(browser, event, **later).url)

    assert list(page.context["form"].fields) == ["is_mailed", "words_kk", "moves_shifts"]


def test_a_word_that_is_too_long_is_told_beside_its_field_and_kept(browser, event, opportunity):
    make_application(opportunity)
    url = edit(browser, event, status="cancelled").url

    response = browser.post(url, {"is_mailed": "on", "words_kk": "а" * 1001})

    soup = BeautifulSoup(response.content, "html.parser")
    assert list(response.context["form"].errors) == ["words_kk"]
    assert soup.find("textarea", attrs={"name": "words_kk"}).text.strip() == "а" * 1001
    assert pages.fresh(event).status == "scheduled"


def test_who_follows_the_comments_hears_of_one_though_it_is_not_confirmed_yet(browser, event):
    editor = make_member("Editors")
    PageSubscription.objects.create(user=editor, page=event, comment_notifications=True)
    comment = {"contentpath": "title", "text": "Күні дұрыс па?", "position": "", "resolved": "", "id": "", "DELETE": ""}
    replies = {f"replies-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    fields = {f"comments-0-{name}": value for name, value in {**comment, **replies}.items()}

    response = edit(browser, event, status="cancelled", **{"comments-TOTAL_FORMS": 1}, **fields)

    assert response.url == reverse(
        "events_admin:publish_change", args=[event.pk, pages.fresh(event).latest_revision_id]
    )
    assert [(sent.to, "Күні дұрыс па?" in sent.body) for sent in mail.outbox] == [([editor.email], True)]
    assert PageLogEntry.objects.filter(page=event, action="wagtail.comments.create").count() == 1


def test_other_changes_are_published_at_once(browser, event):
    response = edit(browser, event, title="Басқа атау")

    assert response.url == reverse("wagtailadmin_explore", args=[event.get_parent().pk])
    assert pages.fresh(event).title == "Басқа атау"


def test_what_was_edited_meanwhile_is_not_published_unseen(browser, event):
    url = edit(browser, event, status="cancelled").url
    pages.fresh(event).get_latest_revision_as_object().save_revision()

    response = browser.post(url, {})

    assert response.url == reverse("wagtailadmin_pages:edit", args=[event.pk])
    assert pages.fresh(event).status == "scheduled"


def test_what_was_published_unasked_is_told_from_the_home_page(browser, event, opportunity):
    make_application(opportunity, email="one@example.kz")
    draft = event.get_latest_revision_as_object()
    draft.status = "postponed"
    draft.save_revision().publish()
    url = reverse("events_admin:tell_change", args=[event.pk])
    assert url in browser.get(reverse("wagtailadmin_home")).content.decode()
    assert "1 person has applied" in browser.get(url).content.decode()

    browser.post(url, {"is_mailed": "on"})

    assert told() == [("event_postponed", "one@example.kz")]
    assert url not in browser.get(reverse("wagtailadmin_home")).content.decode()
    assert browser.get(url).url == reverse("wagtailadmin_pages:edit", args=[event.pk])


def test_who_may_not_publish_is_sent_away(event):
    browser = browser_of(make_member("Reviewers"))
    urls = [
        reverse("events_admin:tell_change", args=[event.pk]),
        reverse("events_admin:publish_change", args=[event.pk, event.latest_revision_id]),
    ]

    assert [browser.get(url).status_code for url in urls] == [302, 302]
