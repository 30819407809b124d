"""Opportunities in the admin: rules of shifts, nothing taken from applicants, and the page editor's window."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from tests.volunteers.factories import DAY, HOUR, make_application, make_form, make_opportunity, make_role
from tests.volunteers.staff import browser_of, make_member
from volunteers.domain import applications
from volunteers.models import ApplicationForm, ConsentText, Opportunity, Role, Shift

pytestmark = pytest.mark.django_db
NAMES = "wagtailsnippets_volunteers_opportunity"


@pytest.fixture
def client():
    return browser_of(make_member("Editors"))


def local(at):
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")


def posted(opportunity, shifts, **fields):
    """What the browser sends. `shifts`: dictionaries, with `id` for those that exist, `DELETE` for those that go."""
    data = {
        "code": opportunity.code,
        "name": opportunity.name,
        "kind": opportunity.kind,
        "opens_at": local(opportunity.opens_at),
        "closes_at": "",
        "mode": opportunity.mode,
        "has_waiting_list": "on",
        "minimum_age": opportunity.minimum_age,
        "form": opportunity.form_id,
        "shifts-TOTAL_FORMS": len(shifts),
        "shifts-INITIAL_FORMS": sum(bool(shift.get("id")) for shift in shifts),
        "shifts-MIN_NUM_FORMS": 0,
        "shifts-MAX_NUM_FORMS": 1000,
        **fields,
    }
    for index, shift in enumerate(shifts):
        data |= {f"shifts-{index}-{name}": value for name, value in {"id": "", **shift}.items()}
    return data


def as_posted(shift, **fields):
    return {
        "id": shift.pk,
        "role": shift.role_id,
        "starts_at": local(shift.starts_at),
        "ends_at": local(shift.ends_at),
        "places": shift.places,
        **fields,
    }


def edit(client, opportunity, shifts, **fields):
    return client.post(reverse(f"{NAMES}:edit", args=[opportunity.pk]), posted(opportunity, shifts, **fields))


def errors_of(response):
    form = response.context["form"]
    return dict(form.errors), [dict(shift.errors) for shift in form.formsets["shifts"].forms]


@pytest.fixture
def taken():
    """An opportunity with one place of three held."""
    opportunity = make_opportunity(places=(3,))
    for _ in range(2):
        applications.accept(application=make_application(opportunity), by=make_member("Reviewers"))
    return opportunity


def test_edit_saves_and_adds_a_shift(client):
    opportunity = make_opportunity(places=(3,))
    shift = opportunity.shifts.get()
    new = as_posted(shift, id="", starts_at=local(shift.starts_at + DAY), ends_at=local(shift.ends_at + DAY), places=4)

    response = edit(client, opportunity, [as_posted(shift, places=7), new], name="Жаңа атау")

    assert response.status_code == 302
    opportunity.refresh_from_db()
    assert opportunity.name == "Жаңа атау"
    assert [shift.places for shift in Shift.objects.filter(opportunity=opportunity)] == [7, 4]


def test_places_cannot_go_below_those_held(client, taken):
    shift = taken.shifts.get()

    response = edit(client, taken, [as_posted(shift, places=1)])

    _, [of_shift] = errors_of(response)
    assert of_shift == {"places": ["Places held already: 2. There cannot be fewer."]}
    shift.refresh_from_db()
    assert shift.places == 3


def test_places_can_go_down_to_those_held(client, taken):
    edit(client, taken, [as_posted(taken.shifts.get(), places=2)])

    assert Shift.objects.get(opportunity=taken).places == 2


def test_shift_with_held_places_cannot_be_deleted_and_stays_in_sight(client, taken):
    shift = taken.shifts.get()
    other = as_posted(shift, id="", starts_at=local(shift.starts_at + DAY), ends_at=local(shift.ends_at + DAY))

    response = edit(client, taken, [as_posted(shift, DELETE="1"), other])

    assert response.status_code == 200
    formset = response.context["form"].formsets["shifts"]
    assert "cannot be deleted" in str(formset.non_form_errors())
    assert formset.forms[0].errors == {"places": ["Places held already: 2."]}
    assert formset.forms[0]["DELETE"].value() == ""
    assert [kept.pk for kept in Shift.objects.filter(opportunity=taken)] == [shift.pk]


@pytest.mark.parametrize("move", [None, applications.waitlist])
def test_shift_that_an_undecided_application_wishes_for_cannot_be_deleted(client, move):
    opportunity = make_opportunity(places=(3, 4))
    first, second = opportunity.shifts.all()
    application = make_application(opportunity, shifts=[first])
    if move:
        move(application=application, by=make_member("Reviewers"))

    response = edit(client, opportunity, [as_posted(first, DELETE="1"), as_posted(second)])

    formset = response.context["form"].formsets["shifts"]
    assert [str(error) for error in formset.non_form_errors()] == [
        "A shift that undecided applications wish for cannot be deleted. Decide on them first."
    ]
    assert formset.forms[0].errors == {"places": ["Undecided applications that wish for it: 1."]}
    assert list(application.wished_shifts.all()) == [first]


def test_shift_wished_for_by_who_was_declined_can_be_deleted(client):
    opportunity = make_opportunity(places=(3, 4))
    first, second = opportunity.shifts.all()
    applications.decline(application=make_application(opportunity, shifts=[first]), by=make_member("Reviewers"))

    assert edit(client, opportunity, [as_posted(first, DELETE="1"), as_posted(second)]).status_code == 302


def test_free_shift_can_be_deleted(client):
    opportunity = make_opportunity(places=(3, 4))
    first, second = opportunity.shifts.all()

    edit(client, opportunity, [as_posted(first, DELETE="1"), as_posted(second)])

    assert [shift.places for shift in Shift.objects.filter(opportunity=opportunity)] == [4]


@pytest.mark.parametrize("kind", ["event", "lesson"])
def test_event_and_lesson_need_a_shift(client, kind):
    opportunity = make_opportunity(places=(3,))
    gone = as_posted(opportunity.shifts.get(), DELETE="1")

    of_form, _ = errors_of(edit(client, opportunity, [gone], kind=kind))

    assert of_form == {"kind": ["An event or a lesson needs at least one shift."]}
    assert Shift.objects.filter(opportunity=opportunity).count() == 1


def test_general_one_needs_no_shift(client):
    opportunity = make_opportunity(places=(), kind="general")

    assert edit(client, opportunity, []).status_code == 302


def test_shift_ends_after_it_starts(client):
    opportunity = make_opportunity(places=(3,))
    shift = opportunity.shifts.get()

    _, [of_shift] = errors_of(edit(client, opportunity, [as_posted(shift, ends_at=local(shift.starts_at - HOUR))]))

    assert of_shift == {"ends_at": ["A shift must end after it starts."]}


def test_role_is_offered_once_and_in_the_readers_language(client):
    role = make_role(title="Жолбасшы")
    english = role.copy_for_translation(Locale.objects.get_or_create(language_code="en")[0])
    english.title = "Usher"
    english.save()

    form = client.get(reverse(f"{NAMES}:add")).context["form"]

    choices = [(value, label) for value, label in form.formsets["shifts"].empty_form.fields["role"].choices if value]
    assert [(value.value, label) for value, label in choices] == [(role.pk, "Usher")]


@pytest.mark.parametrize("way", ["one", "bulk"])
def test_opportunity_with_applications_cannot_be_deleted(client, way):
    opportunity = make_application().opportunity
    url = (
        reverse(f"{NAMES}:delete", args=[opportunity.pk])
        if way == "one"
        else f"/admin/bulk/volunteers/opportunity/delete/?id={opportunity.pk}"
    )

    response = client.post(url, follow=True)

    assert Opportunity.objects.filter(pk=opportunity.pk).exists()
    assert "People have applied for it" in response.content.decode()


def test_opportunity_without_applications_can_be_deleted(client):
    opportunity = make_opportunity()

    client.post(reverse(f"{NAMES}:delete", args=[opportunity.pk]))

    assert not Opportunity.objects.filter(pk=opportunity.pk).exists()


def test_what_others_stand_on_cannot_be_deleted(client):
    opportunity = make_opportunity()
    role, form = Role.objects.get(), opportunity.form
    administrator = browser_of(make_member("Administrators"))

    for instance in (role, form, form.consent):
        name = f"wagtailsnippets_volunteers_{instance._meta.model_name}:delete"
        response = administrator.post(reverse(name, args=[instance.pk]), follow=True)
        assert "It is in use" in response.content.decode()

    assert (Role.objects.count(), ApplicationForm.objects.count(), ConsentText.objects.count()) == (1, 1, 1)


def test_list_counts_places_and_those_who_wait(client, taken):
    make_application(taken)

    [row] = client.get(reverse(f"{NAMES}:list")).context["object_list"]

    assert (row.places_total, row.places_held, row.waiting) == (3, 2, 1)


def test_counts_do_not_multiply_each_other(client):
    opportunity = make_opportunity(places=(3, 4))
    for _ in range(2):
        applications.accept(application=make_application(opportunity), by=make_member("Reviewers"))
    make_application(opportunity)

    [row] = client.get(reverse(f"{NAMES}:list")).context["object_list"]

    assert (row.places_total, row.places_held, row.waiting) == (7, 4, 1)


@pytest.mark.parametrize(
    ("label", "fields"),
    [
        ("Open", {}),
        ("Not yet open", {"opens_at": timezone.now() + 400 * DAY}),
        ("Closed", {"closes_at": timezone.now() - HOUR, "opens_at": timezone.now() - 2 * DAY}),
        ("Closed", {"begins_in": -2 * DAY}),
        ("Cancelled", {"cancelled_at": timezone.now()}),
    ],
)
def test_list_tells_the_state(client, label, fields):
    make_opportunity(**fields)

    body = client.get(reverse(f"{NAMES}:list")).content.decode()

    assert f">{label}</span>" in body


def test_list_links_to_the_queue_only_for_those_who_may_read_it(client):
    opportunity = make_application().opportunity
    link = f"?tab=waiting&amp;opportunity={opportunity.pk}"
    url = reverse(f"{NAMES}:list")

    assert link not in client.get(url).content.decode()
    assert link in browser_of(make_member("Reviewers")).get(url).content.decode()


@pytest.mark.parametrize("name", ["list", "choose"])
def test_list_costs_the_same_for_three_and_for_thirty(client, name):
    url = reverse(f"{NAMES}:list") if name == "list" else "/admin/snippets/choose/volunteers/opportunity/results/"
    form = make_form()

    def cost(count):
        while Opportunity.objects.count() < count:
            make_opportunity(form=form)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    cost(3)
    assert cost(3) == cost(30)


CHOOSER = "/admin/snippets/choose/volunteers/opportunity/"


def new_one(role, form, **fields):
    start = datetime.datetime(2027, 3, 21, 10)  # noqa: DTZ001 - as a browser sends it
    return {
        "code": "nauryz-2027",
        "name": "Наурыз 2027",
        "kind": "event",
        "opens_at": "2026-01-01T09:00",
        "closes_at": "",
        "mode": "moderated",
        "has_waiting_list": "on",
        "minimum_age": "14",
        "form": form.pk,
        "shifts-TOTAL_FORMS": "3",
        "shifts-INITIAL_FORMS": "0",
        "shifts-MIN_NUM_FORMS": "0",
        "shifts-MAX_NUM_FORMS": "3",
        "shifts-0-role": role.pk,
        "shifts-0-starts_at": f"{start:%Y-%m-%dT%H:%M}",
        "shifts-0-ends_at": f"{start + HOUR:%Y-%m-%dT%H:%M}",
        "shifts-0-places": "12",
        **fields,
    }


def test_window_offers_to_choose_and_to_create(client):
    opportunity = make_opportunity(name="Мұражай түні")

    html = json.loads(client.get(CHOOSER).content)["html"]

    assert opportunity.name in html
    assert 'name="shifts-0-starts_at"' in html
    assert 'type="datetime-local"' in html


def test_opportunity_is_created_with_its_shift_and_chosen(client):
    response = client.post(f"{CHOOSER}create/", new_one(make_role(), make_form()))

    chosen = json.loads(response.content)
    opportunity = Opportunity.objects.get(code="nauryz-2027")
    shift = opportunity.shifts.get()
    assert (chosen["step"], chosen["result"]["id"]) == ("chosen", str(opportunity.pk))
    assert (timezone.localtime(shift.starts_at).hour, shift.places) == (10, 12)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        (
            {"shifts-0-role": "", "shifts-0-starts_at": "", "shifts-0-ends_at": "", "shifts-0-places": ""},
            "at least one",
        ),
        ({"shifts-0-places": "0"}, "greater than or equal to 1"),
        ({"shifts-0-ends_at": "2027-03-21T09:00"}, "A shift must end after it starts."),
        ({"code": "Наурыз"}, "valid “slug”"),
        ({"closes_at": "2025-01-01T09:00"}, "It must close after it opens."),
    ],
)
def test_window_tells_what_is_wrong_and_keeps_what_was_typed(client, fields, error):
    response = client.post(f"{CHOOSER}create/", new_one(make_role(), make_form(), **fields))

    answer = json.loads(response.content)
    assert answer["step"] == "reshow_creation_form"
    assert error in answer["htmlFragment"]
    assert "Наурыз 2027" in answer["htmlFragment"]
    assert Opportunity.objects.count() == 0


def test_reviewers_choose_nothing_into_pages():
    browser = browser_of(make_member("Reviewers"))

    assert browser.post(f"{CHOOSER}create/", new_one(make_role(), make_form())).status_code == 302
    assert Opportunity.objects.count() == 0


def test_forms_roles_and_consents_are_sent_to_translation(client):
    role = make_role()
    Locale.objects.get_or_create(language_code="ru")

    for instance in (role, make_form(), ConsentText.objects.get()):
        model = instance._meta.model_name
        body = client.get(reverse(f"wagtailsnippets_volunteers_{model}:list")).content.decode()
        assert f"/admin/localize/submit/snippet/volunteers/{model}/{instance.pk}/" in body
