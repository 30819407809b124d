"""What publishing an event does to the opportunities that it embeds."""

import pytest
from django.utils import timezone
from wagtail_localize.models import TranslationSource

from events.models import EventPage
from tests.events import factories
from tests.events.factories import DAY
from tests.home import factories as pages
from tests.volunteers.factories import make_opportunity
from volunteers.domain import opportunities

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return pages.make_home()


@pytest.fixture
def index(home):
    return factories.make_event_index(home)


@pytest.fixture
def opportunity(home):
    return make_opportunity()


def form(opportunity):
    return ("application_form", {"opportunity": opportunity})


def is_cancelled(opportunity):
    opportunity.refresh_from_db()
    return opportunity.cancelled_at is not None


def publish_as(page, status):
    page.status = status
    return pages.publish(page)


def test_embedded_opportunities_are_known_once_published(index, opportunity):
    page = factories.make_event(index, body=[("rich_text", "<p>Мәтін</p>"), form(opportunity)])
    assert list(page.opportunities.all()) == [opportunity]

    page.body = []
    page.save_revision()
    assert list(page.opportunities.all()) == [opportunity]

    assert list(pages.publish(page).opportunities.all()) == []


def test_an_event_wants_volunteers_while_an_opportunity_is_open(index, opportunity):
    page = factories.make_event(index, body=[form(opportunity)])
    factories.make_event(index)
    assert (list(EventPage.objects.wanting_volunteers()), pages.fresh(page).wants_volunteers) == ([page], True)

    opportunity.closes_at = timezone.now()
    opportunity.save()

    assert (list(EventPage.objects.wanting_volunteers()), pages.fresh(page).wants_volunteers) == ([], False)


@pytest.mark.parametrize("change", [{"status": "cancelled"}, {"starts_at": timezone.now() - DAY}])
def test_an_event_that_is_over_or_off_wants_nobody(index, opportunity, change):
    page = factories.make_event(index, body=[form(opportunity)], **change)
    type(opportunity).objects.update(cancelled_at=None)

    assert (list(EventPage.objects.wanting_volunteers()), page.wants_volunteers) == ([], False)


def test_the_filter_finds_events_that_want_volunteers(client, index, opportunity):
    factories.make_event(index, title="Шақырады", body=[form(opportunity)])
    factories.make_event(index, title="Шақырмайды")

    events = client.get("/kk/events/", {"volunteers": "on"}).context["events"]

    assert [(event.title, event.wants_volunteers) for event in events] == [("Шақырады", True)]


def test_cancelling_and_holding_after_all(index, opportunity):
    page = factories.make_event(index, body=[form(opportunity)])

    page = publish_as(page, "cancelled")
    assert is_cancelled(opportunity)

    publish_as(page, "postponed")
    assert not is_cancelled(opportunity)


def test_a_draft_cancels_nothing(index, opportunity):
    page = factories.make_event(index, body=[form(opportunity)])
    page.status = "cancelled"
    page.save_revision()

    assert not is_cancelled(opportunity)


def test_what_staff_cancelled_is_not_brought_back(index, opportunity):
    page = factories.make_event(index, body=[form(opportunity)])
    opportunities.cancel(opportunity=opportunity, by=None)

    page = publish_as(page, "cancelled")
    publish_as(page, "scheduled")

    assert is_cancelled(opportunity)


def test_publishing_a_cancelled_event_again_remembers_what_it_cancelled(index, opportunity):
    page = factories.make_event(index, body=[form(opportunity)])
    page = publish_as(page, "cancelled")
    page = publish_as(page, "cancelled")

    publish_as(page, "scheduled")

    assert not is_cancelled(opportunity)


def test_a_translation_embeds_the_same_opportunity_and_offers_no_other(index, opportunity):
    page = factories.make_event(index, body=[form(opportunity)])

    russian = pages.translated(page, "ru")

    source = TranslationSource.objects.get_for_instance(page)
    assert russian.body[0].value["opportunity"] == opportunity
    assert list(russian.opportunities.all()) == [opportunity]
    assert source.overridablesegment_set.count() == 0


def test_another_opportunity_chosen_in_the_source_reaches_the_translation(index, opportunity):
    page = factories.make_event(index, body=[form(opportunity)])
    russian = pages.translated(page, "ru")
    other = make_opportunity()
    page.body[0].value["opportunity"] = other

    pages.publish(page)

    russian = pages.fresh(russian)
    assert russian.body[0].value["opportunity"] == other
    assert list(russian.opportunities.all()) == [other]


def test_cancelling_the_source_cancels_in_all_languages_and_back(index, opportunity):
    page = factories.make_event(index, body=[form(opportunity)])
    russian = pages.translated(page, "ru")

    page = publish_as(page, "cancelled")
    pages.publish_translation(page, "ru")
    assert (pages.fresh(russian).status, is_cancelled(opportunity)) == ("cancelled", True)

    publish_as(page, "scheduled")
    assert (pages.fresh(russian).status, is_cancelled(opportunity)) == ("scheduled", False)


def test_a_translation_cannot_cancel(index, opportunity):
    page = factories.make_event(index, body=[form(opportunity)])
    russian = pages.translated(page, "ru")

    publish_as(russian, "cancelled")

    assert (pages.fresh(russian).status, is_cancelled(opportunity)) == ("scheduled", False)


def test_a_copied_event_starts_without_opportunities(index, opportunity):
    page = factories.make_event(index, body=[form(opportunity)])

    copied = page.copy(to=index, update_attrs={"slug": "copied"}, keep_live=False)

    assert list(copied.opportunities.all()) == []
