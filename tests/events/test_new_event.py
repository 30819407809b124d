"""'New event': from a template, from last year's, or from nothing, with its opportunity in the same screen."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import PageLogEntry

from events.models import EventPage
from tests.events import factories
from tests.events.factories import DAY, HOUR, local
from tests.events.test_admin import add_url, event_form
from tests.home import factories as pages
from tests.volunteers.factories import make_application, make_form, make_opportunity, make_role
from tests.volunteers.staff import browser_of, make_member
from volunteers.models import Opportunity

pytestmark = pytest.mark.django_db

P = "opportunity-0"


@pytest.fixture
def index():
    return factories.make_event_index(pages.make_home())


@pytest.fixture
def editor(index):
    return make_member("Editors")


@pytest.fixture
def opportunity(index):
    opportunity = make_opportunity(opens_at=local(2025, 2, 1, 9), closes_at=local(2025, 3, 20, 18))
    opportunity.shifts.update(starts_at=local(2025, 3, 21, 9), ends_at=local(2025, 3, 21, 13))
    return opportunity


@pytest.fixture
def source(index, opportunity):
    """Last year's, cancelled at the last moment."""
    return factories.make_event(
        index,
        title="Наурыз мерекесі",
        starts_at=local(2025, 3, 21, 10),
        ends_at=local(2025, 3, 21, 17),
        seo_title="Наурыз 2025",
        status="cancelled",
        body=[("rich_text", "<p>Мәтін</p>"), ("application_form", {"opportunity": opportunity})],
    )


def url_for(index, source=None):
    if source:
        return reverse("events_admin:new_from", args=[index.pk, source.pk])
    return reverse("events_admin:new", args=[index.pk])


def shown_in(response):
    """What a browser would send back, the form being left as it is."""
    context = response.context
    fields = list(context["form"])
    for part in context["opportunities"]:
        fields += [*part.form, *part.shifts.management_form]
        for form in part.shifts:
            fields += [*form]
    values = {field.html_name: field.value() for field in fields}
    if context["with_opportunity"]:
        values["with_opportunity"] = "on"
    return {
        name: f"{value:%Y-%m-%dT%H:%M}" if isinstance(value, datetime.datetime) else str(getattr(value, "pk", value))
        for name, value in values.items()
        if value is not None and value is not False and value != ""
    }


def test_last_years_is_offered_for_the_same_day_of_the_year_to_come(editor, index, source, time_machine):
    time_machine.move_to(local(2026, 2, 1, 12))

    data = shown_in(browser_of(editor).get(url_for(index, source)))

    assert {name: data[name] for name in ("title", "starts_at", "ends_at")} == {
        "title": "Наурыз мерекесі",
        "starts_at": "2026-03-21T10:00",
        "ends_at": "2026-03-21T17:00",
    }
    assert {
        name: data[f"{P}-{name}"] for name in ("opens_at", "closes_at", "shifts-0-starts_at", "shifts-0-places")
    } == {
        "opens_at": "2026-02-01T09:00",
        "closes_at": "2026-03-20T18:00",
        "shifts-0-starts_at": "2026-03-21T09:00",
        "shifts-0-places": "10",
    }


def test_a_title_with_marks_of_its_own_is_put_in_no_others(editor, index, source):
    EventPage.objects.filter(pk=source.pk).update(draft_title="«Алтын» күз")

    page = BeautifulSoup(browser_of(editor).get(url_for(index, source)).content, "html.parser")

    assert page.select_one("form.new-event h1").get_text(strip=True) == "Like: «Алтын» күз"


def test_a_day_that_has_passed_this_year_is_next_year_s(editor, index, source, time_machine):
    time_machine.move_to(local(2026, 3, 21, 12))

    data = shown_in(browser_of(editor).get(url_for(index, source)))

    assert data["starts_at"] == "2027-03-21T10:00"


def test_a_copy_is_a_draft_with_an_opportunity_of_its_own(editor, index, source, opportunity, time_machine):
    make_application(make_opportunity())
    time_machine.move_to(local(2026, 2, 1, 12))
    browser = browser_of(editor)
    data = shown_in(browser.get(url_for(index, source)))

    response = browser.post(url_for(index, source), {**data, "title": "Көктем мерекесі"})

    page = EventPage.objects.get(title="Көктем мерекесі")
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.live, page.slug, page.status, page.sequence, page.seo_title) == (
        False, "koktem-merekesi", "scheduled", 0, "",
    )  # fmt: skip
    assert (page.starts_at, page.ends_at, page.owner) == (local(2026, 3, 21, 10), local(2026, 3, 21, 17), editor)
    assert page.alias_of is None
    assert page.translation_key != source.translation_key
    assert [block.block_type for block in page.body] == ["rich_text", "application_form"]
    new = page.body[1].value["opportunity"]
    assert (new.code, new.cancelled_at, new.opens_at) == ("koktem-merekesi", None, local(2026, 2, 1, 9))
    assert [shift.starts_at for shift in new.shifts.all()] == [local(2026, 3, 21, 9)]
    assert new != opportunity
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.slug, draft.body[1].value["opportunity"]) == (page.title, page.slug, new)
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.copy").get().user == editor


def test_the_same_title_again_gets_an_address_of_its_own(editor, index, source):
    browser = browser_of(editor)
    data = shown_in(browser.get(url_for(index, source)))
    for _time in range(2):
        browser.post(url_for(index, source), data)

    slugs = EventPage.objects.filter(title="Наурыз мерекесі").order_by("pk").values_list("slug", flat=True)
    assert list(slugs)[1:] == ["nauryz-merekesi", "nauryz-merekesi-1"]
    assert list(Opportunity.objects.order_by("pk").values_list("code", flat=True))[1:] == [
        "nauryz-merekesi",
        "nauryz-merekesi-1",
    ]


def test_without_an_opportunity_the_old_form_does_not_come_along(editor, index, source, opportunity):
    browser = browser_of(editor)
    data = shown_in(browser.get(url_for(index, source)))
    del data["with_opportunity"]

    browser.post(url_for(index, source), {**data, f"{P}-name": ""})

    page = EventPage.objects.exclude(pk=source.pk).get()
    assert [block.block_type for block in page.body] == ["rich_text"]
    assert list(Opportunity.objects.all()) == [opportunity]


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"title": ""}, "title"),
        ({"ends_at": "2025-01-01T10:00"}, "ends_at"),
        ({f"{P}-closes_at": "2025-01-01T10:00"}, f"{P}-closes_at"),
        ({f"{P}-shifts-0-places": "0"}, f"{P}-shifts-0-places"),
        ({f"{P}-shifts-0-ends_at": "2025-01-01T10:00"}, f"{P}-shifts-0-ends_at"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_is_lost(editor, index, source, wrong, where):
    browser = browser_of(editor)
    data = {**shown_in(browser.get(url_for(index, source))), "title": "Көктем", f"{P}-name": "Көктем", **wrong}

    response = browser.post(url_for(index, source), data)

    forms = [response.context["form"]]
    for part in response.context["opportunities"]:
        forms += [part.form, *part.shifts.forms]
    assert [form.add_prefix(name) for form in forms for name in form.errors] == [where]
    soup = BeautifulSoup(response.content, "html.parser")
    assert [field["name"] for field in soup.select("[aria-invalid=true]")] == [where]
    assert shown_in(response) == {name: value for name, value in data.items() if value}
    assert (EventPage.objects.count(), Opportunity.objects.count()) == (1, 1)


def test_a_shift_is_left_out_and_another_added(editor, index, source):
    role = make_role("Жүргізуші")
    browser = browser_of(editor)
    data = shown_in(browser.get(url_for(index, source)))
    shift = {"role": role.pk, "starts_at": "2030-03-21T09:00", "ends_at": "2030-03-21T10:00", "places": 2}

    browser.post(
        url_for(index, source),
        {**data, f"{P}-shifts-0-DELETE": "on", **{f"{P}-shifts-1-{name}": value for name, value in shift.items()}},
    )

    new = Opportunity.objects.order_by("pk").last()
    assert [(shift.role, shift.places) for shift in new.shifts.all()] == [(role, 2)]


def test_no_shift_at_all_is_a_mistake(editor, index, source):
    browser = browser_of(editor)
    data = {**shown_in(browser.get(url_for(index, source))), f"{P}-shifts-0-DELETE": "on"}

    response = browser.post(url_for(index, source), data)

    assert "An event or a lesson needs at least one shift." in response.content.decode()
    assert EventPage.objects.count() == 1


def test_an_empty_event_gets_a_form_at_its_end(editor, index):
    form, role, venue = make_form(), make_role(), factories.make_venue()
    browser = browser_of(editor)
    data = shown_in(browser.get(url_for(index)))
    shift = {"role": role.pk, "starts_at": "2030-03-21T09:00", "ends_at": "2030-03-21T10:00", "places": 2}

    browser.post(
        url_for(index),
        {
            **data,
            "title": "Ашық есік күні",
            "starts_at": "2030-03-21T10:00",
            "ends_at": "",
            "venue": venue.pk,
            "with_opportunity": "on",
            f"{P}-name": "Ашық есік",
            **{f"{P}-shifts-0-{name}": value for name, value in shift.items()},
        },
    )

    page = EventPage.objects.get()
    assert (page.live, page.slug, page.ends_at - page.starts_at) == (False, "ashyq-esik-kuni", 2 * HOUR)
    opportunity = page.body[0].value["opportunity"]
    assert (opportunity.name, opportunity.code, opportunity.form) == ("Ашық есік", "ashyq-esik-kuni", form)
    assert page.latest_revision.user == editor


def test_templates_and_earlier_events_are_offered(editor, index, source):
    template = factories.event(title="Дәріс", is_template=True, live=False)
    template.locale = index.locale
    index.refresh_from_db()
    index.add_child(instance=template)
    factories.make_event(index, title="Көрме")

    found = browser_of(editor).get(reverse("events_admin:start"), {"q": "наурыз"}).context

    assert (found["index"], list(found["templates"]), list(found["events"])) == (index, [template], [source])


def test_a_template_is_never_published(editor, index):
    template = factories.event(title="Дәріс", is_template=True, live=False)
    template.locale = index.locale
    index.refresh_from_db()
    index.add_child(instance=template)
    template.save_revision()

    assert not template.permissions_for_user(editor).can_publish()
    assert template.get_admin_display_title() == "Үлгі: Дәріс"
    published = factories.make_event(index)
    published.is_template = True
    with override("en"), pytest.raises(Exception, match="cannot be a template"):
        published.full_clean()


def test_an_event_from_a_template_is_none(editor, index, time_machine):
    template = factories.event(title="Дәріс", is_template=True, live=False, starts_at=local(2020, 1, 1, 15))
    template.locale = index.locale
    index.refresh_from_db()
    index.add_child(instance=template)
    time_machine.move_to(local(2026, 2, 1, 12))
    browser = browser_of(editor)
    data = shown_in(browser.get(url_for(index, template)))

    browser.post(url_for(index, template), data)

    page = EventPage.objects.exclude(pk=template.pk).get()
    assert (page.is_template, page.starts_at) == (False, local(2026, 2, 15, 15))


def test_who_may_add_no_opportunity_makes_the_event_alone(index, source):
    member = make_member("Editors")
    group = member.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="add_opportunity"))
    browser = browser_of(member)
    response = browser.get(url_for(index, source))

    browser.post(url_for(index, source), {**shown_in(response), "with_opportunity": "on"})

    assert response.context["opportunities"] == []
    assert Opportunity.objects.count() == 1
    assert EventPage.objects.count() == 2


def test_who_may_add_no_page_is_sent_away(index, source):
    browser = browser_of(make_member("Reviewers"))
    urls = [reverse("events_admin:start"), url_for(index), url_for(index, source)]

    assert [browser.get(url).status_code for url in urls] == [302, 302, 302]


def test_it_is_linked_where_an_editor_looks(editor, index, source):
    browser = browser_of(editor)
    home = browser.get(reverse("wagtailadmin_home")).content.decode()
    explorer = browser.get(reverse("wagtailadmin_explore", args=[index.pk])).content.decode()
    page = browser.get(reverse("wagtailadmin_pages:edit", args=[source.pk])).content.decode()

    assert reverse("events_admin:start") in home
    assert reverse("events_admin:start_in", args=[index.pk]) in explorer
    assert reverse("events_admin:new_like", args=[source.pk]) in explorer
    assert reverse("events_admin:new_like", args=[source.pk]) in page


def test_the_page_editor_fills_in_the_end(editor, index):
    browser_of(editor).post(add_url(index, "eventpage"), event_form(venue=factories.make_venue().pk, ends_at=""))

    event = EventPage.objects.get()
    assert event.ends_at - event.starts_at == 2 * HOUR


def test_how_many_queries_does_not_grow_with_the_events(editor, index, django_assert_num_queries):
    browser = browser_of(editor)
    for day in range(3):
        factories.make_event(index, starts_at=local(2025, 3, 1, 10) + day * DAY)
    browser.get(reverse("events_admin:start"))

    with CaptureQueriesContext(connection) as few:
        browser.get(reverse("events_admin:start"))
    for day in range(10):
        factories.make_event(index, starts_at=local(2025, 4, 1, 10) + day * DAY)
    with django_assert_num_queries(len(few)):
        browser.get(reverse("events_admin:start"))
