"""Every list of the admin costs as many queries at thirty rows as at three.

The queue and its exports, and the public listings, are held by tests of their own beside what they list. For whoever
may submit translations wagtail-localize asks two questions more a row, to know which of its buttons to offer; that is
its own, and a list shows twenty rows at the most. So it is left out here, by a user who may not.
"""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Holding, Venue
from tests.events import factories as events
from tests.home import factories as home
from tests.volunteers import factories as volunteers
from tests.volunteers.staff import browser_of, make_member
from volunteers.models import ApplicationForm, ConsentText, Message, Opportunity, Role

pytestmark = pytest.mark.django_db


def consent(number: int):
    return volunteers.make_consent(version=f"2026-{number}")


def translated_venue(number: int):
    return home.translated(events.make_venue(name=f"Орын {number}"), "ru")


LISTS = {
    "wagtailsnippets_events_venue:list": (Venue, translated_venue),
    "wagtailsnippets_events_holding:list": (Holding, lambda number: events.make_holding(title=f"Жәдігер {number}")),
    "wagtailsnippets_volunteers_role:list": (Role, lambda number: volunteers.make_role(title=f"Рөл {number}")),
    "wagtailsnippets_volunteers_applicationform:list": (
        ApplicationForm,
        lambda number: volunteers.make_form(title=f"Нысан {number}"),
    ),
    "wagtailsnippets_volunteers_consenttext:list": (ConsentText, consent),
    "wagtailsnippets_volunteers_opportunity:list": (Opportunity, lambda number: volunteers.make_opportunity()),
    "volunteers_messages:index": (Message, lambda number: volunteers.make_application()),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_for_three_and_for_thirty(name):
    home.make_home()
    model, make = LISTS[name]
    user = make_member("Administrators")
    user.groups.get().permissions.remove(Permission.objects.get(codename="submit_translation"))
    client = browser_of(user)
    url = reverse(name)

    def cost(count: int) -> int:
        while (held := model.objects.count()) < count:
            make(held)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    cost(3)
    assert cost(3) == cost(30)
