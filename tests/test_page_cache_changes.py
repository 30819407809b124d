"""For each kind of change: a page that is kept, the change, and what the next visitor sees."""

import datetime

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models, transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site

from config.page_cache import changes, moments
from home.models import CreditedImage
from tests.events import factories as events
from tests.home import factories as pages
from tests.page_cache import committed, keep, visit
from tests.volunteers import factories as volunteers
from tests.volunteers.factories import DAY, HOUR
from volunteers.domain import applications, opportunities
from volunteers.models import Opportunity, Participation, VolunteeringSettings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on(settings):
    settings.PAGE_CACHE_SECONDS = 300


@pytest.fixture(autouse=True)
def _in_the_morning(time_machine):
    """In Astana: no page outlives the day, and at night one that is kept for another reason would end by that."""
    time_machine.move_to(timezone.now().replace(hour=4))


class World:
    """A small site, with one of everything that pages show."""

    def __init__(self):
        self.home = pages.make_home()
        self.organisation = pages.make_organisation()
        self.image = pages.make_image(title="Домбыра")
        self.news_index = pages.make_news_index(self.home)
        self.news = pages.make_news(self.news_index, title="Көрме ашылды", slug="exhibition", cover=self.image)
        self.page = pages.make_page(self.home, title="Біз туралы", slug="about", show_in_menus=True)
        self.document = pages.make_document(title="Ереже")
        self.opportunity = volunteers.make_opportunity(places=(2, 1), mode=Opportunity.Mode.AUTOMATIC)
        self.venue = events.make_venue(name="Ұлттық кітапхана")
        self.index = events.make_event_index(self.home)
        form = ("application_form", {"opportunity": self.opportunity})
        self.event = events.make_event(self.index, title="Наурыз", slug="nauryz", venue=self.venue, body=[form])
        self.holding = events.make_holding(title="Қобыз")
        self.lessons = events.make_lesson_index(self.home)
        self.lesson = events.make_lesson(
            self.lessons,
            title="Елорда",
            slug="capital",
            holdings=[("holding", self.holding)],
            materials=[("document", self.document)],
        )


@pytest.fixture
def world():
    return World()


def save(instance, **fields):
    for name, value in fields.items():
        setattr(instance, name, value)
    instance.save()


def republish(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    pages.publish(page)


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="құпия")


def moved_below_about(world):
    pages.fresh(world.news).move(pages.fresh(world.page), pos="last-child")


def replaced_focal_point(world):
    save(CreditedImage.objects.get(pk=world.image.pk), focal_point_x=5, focal_point_y=5, focal_point_width=2,
         focal_point_height=2)  # fmt: skip


def renditions_made_anew(world):
    call_command("wagtail_update_image_renditions", verbosity=0)


# The page that is kept, the change, and whether the next visitor's page reads otherwise; where it reads the same
# (nothing of it shows yet), it must have been made anew all the same.
CHANGES = {
    "page published": ("/kk/about/", lambda w: republish(w.page, title="Біз жайлы")),
    "page published, seen in the menu": ("/kk/news/", lambda w: republish(w.page, title="Біз жайлы")),
    "page published, seen in the list": ("/kk/news/", lambda w: republish(w.news, title="Басқа көрме")),
    "page unpublished": ("/kk/news/", lambda w: pages.fresh(w.news).unpublish()),
    "page deleted": ("/kk/news/", lambda w: pages.fresh(w.news).delete()),
    "page added": ("/kk/news/", lambda w: pages.make_news(w.news_index, title="Жаңа")),
    "page moved": ("/kk/news/", moved_below_about),
    "pages in another order": ("/kk/", lambda w: pages.fresh(w.page).move(pages.fresh(w.home), pos="first-child")),
    "page made private": ("/kk/about/", lambda w: restrict(w.page)),
    "slug of the page above": ("/kk/news/", lambda w: republish(w.news_index, slug="zhanalyq")),
    "image": ("/kk/news/", lambda w: save(w.image, title="Қобыз")),
    "image's focal point": ("/kk/news/", replaced_focal_point),
    "image deleted": ("/kk/news/", lambda w: w.image.delete()),
    "renditions": ("/kk/news/", renditions_made_anew),
    "document": ("/kk/lessons/capital/", lambda w: save(w.document, title="Жаңа ереже")),
    "organisation": ("/kk/about/", lambda w: save(w.organisation, short_name="Кітапхана")),
    "venue": ("/kk/events/nauryz/", lambda w: save(w.venue, name="Мұражай")),
    "venue, in the list": ("/kk/events/", lambda w: save(w.venue, name="Мұражай")),
    "holding": ("/kk/lessons/capital/", lambda w: save(w.holding, title="Сырнай")),
    "role": ("/kk/events/nauryz/", lambda w: save(w.opportunity.shifts.first().role, title="Тіркеуші")),
    "wording of the form": ("/kk/events/nauryz/", lambda w: save(w.opportunity.form, introduction="<p>Сәлем</p>")),
    "text of the consent": ("/kk/events/nauryz/", lambda w: save(w.opportunity.form.consent, label="Рұқсат")),
    "opportunity": ("/kk/events/nauryz/", lambda w: save(w.opportunity, minimum_age=17)),
    "opportunity's dates": ("/kk/events/nauryz/", lambda w: save(w.opportunity, opens_at=timezone.now() + DAY)),
    "opportunity cancelled": (
        "/kk/events/nauryz/",
        lambda w: opportunities.cancel(opportunity=w.opportunity, by=None),
    ),
    "cancelled, in the list": ("/kk/events/", lambda w: opportunities.cancel(opportunity=w.opportunity, by=None)),
    "shift": ("/kk/events/nauryz/", lambda w: save(w.opportunity.shifts.first(), places=40)),
    "shift deleted": ("/kk/events/nauryz/", lambda w: w.opportunity.shifts.first().delete()),
    "settings of volunteering": (
        "/kk/events/nauryz/",
        lambda w: save(VolunteeringSettings.load(), guardian_consent_age=16),
    ),
    "places left": ("/kk/events/nauryz/", lambda w: volunteers.submit(w.opportunity)),
    "site": ("/kk/about/", lambda w: save(Site.objects.get(), site_name="Ерікті")),
    "redirect": ("/kk/about/", lambda w: Redirect.objects.create(old_path="/kk/x", redirect_link="/kk/about/")),
    "collection's privacy": (
        "/kk/lessons/capital/",
        lambda w: CollectionViewRestriction.objects.create(
            collection=Collection.get_first_root_node(), restriction_type="login"
        ),
    ),
    "language": ("/kk/about/", lambda w: Locale.objects.create(language_code="tr")),
}  # fmt: skip
SHOWS_NOTHING = {"site", "redirect", "collection's privacy", "language", "image", "renditions"}


@pytest.mark.parametrize("kind", CHANGES)
def test_the_next_visitor_sees_the_change(world, kind):
    url, change = CHANGES[kind]
    before = keep(url)
    with committed():
        change(world)

    after = visit(url)

    assert not after.is_kept
    if kind not in SHOWS_NOTHING:
        assert after.content != before.content


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_that_is_rolled_back_costs_no_page(world, kind):
    """And what was made meanwhile from what was not to be is not shown to anybody: it is not committed, so unseen."""
    url, change = CHANGES[kind]
    keep(url)
    with committed(), transaction.atomic():
        change(world)
        transaction.set_rollback(True)

    assert visit(url).is_kept


def test_a_draft_costs_no_page(world):
    keep("/kk/about/")
    with committed():
        world.page.title = "Жоба"
        world.page.save_revision()

    assert visit("/kk/about/").is_kept


def test_a_translation_follows_its_source(world):
    russian = pages.translated(world.home, "ru")
    event = pages.translated(world.index, "ru") and pages.translated(world.event, "ru")
    assert event.url.startswith("/ru/")
    before = keep(event.url)
    with committed():
        republish(
            pages.fresh(world.event), starts_at=world.event.starts_at + 2 * DAY, ends_at=world.event.ends_at + 3 * DAY
        )

    after = visit(event.url)

    assert russian.locale.language_code == "ru"
    assert not after.is_kept
    assert after.content != before.content


def test_places_taken_cost_no_other_page(world):
    for url in ("/kk/events/nauryz/", "/kk/events/", "/kk/news/"):
        keep(url)
    with committed():
        volunteers.submit(world.opportunity, shifts=[world.opportunity.shifts.first()])

    assert not visit("/kk/events/nauryz/").is_kept
    assert visit("/kk/events/").is_kept
    assert visit("/kk/news/").is_kept


def test_a_list_hears_of_the_last_place_and_of_the_first_again(world):
    world.opportunity.has_waiting_list = False
    world.opportunity.save()
    wanted = "pill--wanted"
    assert wanted in keep("/kk/events/").content.decode()

    with committed():
        first = volunteers.submit(world.opportunity).application
        volunteers.submit(world.opportunity, shifts=[world.opportunity.shifts.first()])
    full = keep("/kk/events/")
    with committed():
        applications.withdraw(application=first)
    free = visit("/kk/events/")

    assert Participation.objects.count() == 1
    assert wanted not in full.content.decode()
    assert not free.is_kept
    assert wanted in free.content.decode()


MOMENTS = {
    "an event is over": ("/kk/events/", lambda w: w.event.over_at),
    "applications close": ("/kk/events/nauryz/", lambda w: w.opportunity.closes_at),
    "applications open": ("/kk/events/nauryz/", lambda w: w.opportunity.opens_at),
    "a shift ends": ("/kk/events/nauryz/", lambda w: w.opportunity.shifts.first().ends_at),
}


@pytest.mark.parametrize("kind", MOMENTS)
def test_no_page_outlives_the_moment_at_which_it_reads_otherwise(world, time_machine, settings, kind):
    settings.PAGE_CACHE_SECONDS = 60 * 60
    now = timezone.now()
    world.opportunity.opens_at = now + 3 * DAY if kind == "applications open" else now - DAY
    world.opportunity.closes_at = now + 5 * DAY if kind == "applications close" else None
    with committed():
        world.opportunity.save()
    url, moment_of = MOMENTS[kind]
    moment = moment_of(world)
    time_machine.move_to(moment - datetime.timedelta(minutes=10), tick=False)
    before = keep(url)
    time_machine.move_to(moment - datetime.timedelta(seconds=1), tick=False)
    assert visit(url).is_kept

    time_machine.move_to(moment, tick=False)
    after = visit(url)

    assert not after.is_kept
    assert after.content != before.content


def test_no_page_outlives_the_day(world, time_machine, settings):
    settings.PAGE_CACHE_SECONDS = 60 * 60
    midnight = datetime.datetime(2026, 12, 31, 19, tzinfo=datetime.UTC)  # in Astana
    time_machine.move_to(midnight - datetime.timedelta(minutes=10), tick=False)
    keep("/kk/about/")
    time_machine.move_to(midnight, tick=False)

    assert not visit("/kk/about/").is_kept


def test_no_page_is_kept_for_longer_than_the_setting_says(world, time_machine):
    now = datetime.datetime(2026, 12, 1, 5, tzinfo=datetime.UTC)
    time_machine.move_to(now, tick=False)
    keep("/kk/about/")
    time_machine.move_to(now + datetime.timedelta(seconds=299), tick=False)
    assert visit("/kk/about/").is_kept
    time_machine.move_to(now + datetime.timedelta(seconds=300), tick=False)

    assert not visit("/kk/about/").is_kept


def test_what_goes_live_on_its_own_is_seen(world, time_machine):
    now = timezone.now()
    keep("/kk/news/")
    later = pages.news(title="Ертең", slug="tomorrow", locale=world.news_index.locale)
    later.live, later.go_live_at = False, now + HOUR
    later = pages.fresh(world.news_index).add_child(instance=later)
    later.save_revision(approved_go_live_at=now + HOUR)
    time_machine.move_to(now + datetime.timedelta(minutes=61), tick=False)
    keep("/kk/news/")
    with committed():
        call_command("publish_scheduled")

    after = visit("/kk/news/")

    assert not after.is_kept
    assert "Ертең" in after.content.decode()


OURS = (
    "home",
    "events",
    "volunteers",
    "wagtailcore",
    "wagtailimages",
    "wagtaildocs",
    "wagtailredirects",
    "wagtailembeds",
)


def test_every_model_that_pages_could_show_is_decided_on():
    """A new model belongs into SHOWN or NEVER_SHOWN of config/page_cache/changes.py; a page type is shown of itself."""
    undecided, decided = [], changes.SHOWN | changes.NEVER_SHOWN
    for model in apps.get_models():
        if model._meta.app_label in OURS and not issubclass(model, Page) and model._meta.label not in decided:
            undecided.append(model._meta.label)
    assert undecided == []
    assert {apps.get_model(label)._meta.label for label in decided} == decided
    assert not changes.SHOWN & changes.NEVER_SHOWN


# Dates that pages show and at which nothing turns; or at which Wagtail's own command saves the page.
STILL = {
    "cancelled_at", "created_at", "expire_at", "first_published_at", "go_live_at", "last_published_at",
    "latest_revision_created_at", "locked_at", "uploaded_at", "ends_at",
}  # fmt: skip


def test_every_date_at_which_a_page_turns_is_known():
    """A new date belongs into TURNING of config/page_cache/moments.py, or here when nothing turns on it."""
    shown = changes.shown_models()
    for label, _field in moments.TURNING:
        assert apps.get_model(label) in shown
    unknown = [
        (model._meta.label, field.name)
        for model in shown
        for field in model._meta.local_fields
        if isinstance(field, models.DateTimeField)
        and field.name not in STILL
        and (model._meta.label, field.name) not in moments.TURNING
    ]
    assert unknown == []
